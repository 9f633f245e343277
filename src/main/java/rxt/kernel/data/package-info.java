/**
 * Columns of strings, arrays in chunks, files and sockets: one file per kernel.
 *
 * <p>May import {@code kernel} and {@code spmd}.
 */
package rxt.kernel.data;
