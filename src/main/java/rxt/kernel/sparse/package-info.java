/**
 * Sparse linear algebra: one file per kernel.
 *
 * <p>May import {@code kernel} and {@code spmd}.
 */
package rxt.kernel.sparse;
