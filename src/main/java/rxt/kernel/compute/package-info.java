/**
 * Computations that need little memory and few messages: one file per kernel.
 *
 * <p>May import {@code kernel} and {@code spmd}.
 */
package rxt.kernel.compute;
