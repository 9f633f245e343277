/**
 * Work cut in tasks, and what it costs to start, schedule and wait for them: one file per kernel.
 *
 * <p>May import {@code kernel} and {@code spmd}.
 */
package rxt.kernel.tasks;
