/**
 * Stencils on regular grids with halo exchange: one file per kernel.
 *
 * <p>May import {@code kernel} and {@code spmd}.
 */
package rxt.kernel.grid;
