/**
 * Computations whose order seems to matter: one file per kernel.
 *
 * <p>May import {@code kernel} and {@code spmd}.
 */
package rxt.kernel.order;
