/**
 * Kernels bound by memory or network bandwidth: one file per kernel.
 *
 * <p>May import {@code kernel} and {@code spmd}.
 */
package rxt.kernel.memory;
