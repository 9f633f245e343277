/**
 * What a rank sees of the others: {@link rxt.spmd.Communicator} in MPI's words, and {@link rxt.spmd.Transport}, which
 * starts the ranks. For transports: {@link rxt.spmd.CollectivesOverMessages}, {@link rxt.spmd.Reduction},
 * {@link rxt.spmd.Parts} and {@link rxt.spmd.Arguments}. The threads of one rank live in {@code team}, Cartesian grids and halos in {@code grid}.
 *
 * <p>May import the JDK only; {@code grid} may import {@code spmd} and {@code team}.
 */
package rxt.spmd;
