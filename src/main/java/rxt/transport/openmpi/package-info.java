/**
 * Transport {@code openmpi}: Open MPI's Java bindings, launched by mpirun; compiled only when their jar is there.
 *
 * <p>May import spmd and Open MPI's package mpi. Nobody imports it: {@link rxt.spmd.Transport#named} loads it by name.
 */
package rxt.transport.openmpi;
