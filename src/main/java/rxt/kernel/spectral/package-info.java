/**
 * Transforms between time and frequency: one file per kernel.
 *
 * <p>May import {@code kernel} and {@code spmd}.
 */
package rxt.kernel.spectral;
