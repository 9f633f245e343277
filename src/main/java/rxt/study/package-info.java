/**
 * From the study file to launched ranks: the YAML, the grid, the launchers (pure functions from a cell to a command
 * line) and the sweep. In place of a kernel a study may have any program: {@link rxt.study.ProgramCommand} starts it.
 *
 * <p>May import {@code kernel} (the catalogue and what describes kernels only) and {@code record}.
 */
package rxt.study;
