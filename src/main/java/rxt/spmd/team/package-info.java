/**
 * The threads of one rank: {@link rxt.spmd.team.Team} runs regions, loops with schedules, reductions and recursive
 * tasks.
 *
 * <p>May import the JDK only.
 */
package rxt.spmd.team;
