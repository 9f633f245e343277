/**
 * Ways to run tasks, and what each costs: one file per kernel.
 *
 * <p>May import {@code kernel} and {@code spmd}.
 */
package rxt.kernel.tasks;
