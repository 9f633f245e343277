/**
 * The program each rank runs, {@link rxt.measure.RankProgram}: it connects the ranks, builds the kernel, times its
 * steps from outside through decorators, verifies the answer and writes one shard.
 *
 * <p>Where the time goes: {@link rxt.measure.TimedCommunicator} and {@link rxt.measure.TimedTeam} add to one
 * {@link rxt.measure.RankClock}, in ticks of a counter that is cheap to read ({@link rxt.measure.Ticks}). A call of the
 * communicator costs two readings; one of the team four on the thread that calls it, two where it is alone, and none for
 * each chunk of a loop; a block of a reduction costs one. What a kernel does it names by {@code team.as("smooth")} and
 * {@code world.as("halo exchange")}.
 *
 * <p>{@link rxt.measure.ProgramRun} stands in its place where a study measures a program instead of a kernel: it starts
 * the ranks by an MPI's launcher, follows what they print and writes the same kind of shard.
 *
 * <p>May import {@code kernel}, {@code record} and {@code spmd}.
 */
package rxt.measure;
