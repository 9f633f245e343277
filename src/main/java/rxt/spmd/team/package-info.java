/**
 * The threads of one rank: {@link rxt.spmd.team.Team} runs regions, loops with schedules, reductions and recursive
 * tasks. {@code forkjoin}, {@code spin} and {@code virtual} differ in who starts their members and how they wait; what
 * members do together (barriers, shared loops, critical sections) is the same code for all. {@link rxt.spmd.team.Pinning}
 * binds members to CPUs.
 *
 * <p>May import the JDK only.
 */
package rxt.spmd.team;
