/**
 * What a rank sees of the others: {@link rxt.spmd.Communicator} in MPI's words, and {@link rxt.spmd.Transport}, which
 * starts the ranks. For transports: {@link rxt.spmd.CollectivesOverMessages}, {@link rxt.spmd.Reduction},
 * {@link rxt.spmd.Parts} and {@link rxt.spmd.Arguments}.
 *
 * <p>What not every library can do, {@link rxt.spmd.Capability} names: non-blocking collectives, persistent requests,
 * vector types, {@link rxt.spmd.Neighborhood}s, {@link rxt.spmd.SharedWindow}s and {@link rxt.spmd.Window}s. The threads
 * of one rank live in {@code team}, Cartesian grids and halos in {@code grid}, sums that are exact whatever the split in
 * {@code exact}.
 *
 * <p>May import the JDK only; {@code grid} and {@code exact} may import {@code spmd} and {@code team}.
 */
package rxt.spmd;
