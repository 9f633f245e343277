/**
 * From the study file to launched ranks: the YAML, the grid, the launchers (pure functions from a cell to a command
 * line) and the sweep.
 *
 * <p>May import {@code kernel} (the catalogue and what describes kernels only) and {@code record}.
 */
package rxt.study;
