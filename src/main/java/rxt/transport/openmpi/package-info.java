/**
 * Transport {@code openmpi}: Open MPI's Java bindings, launched by mpirun; compiled only when their jar is there.
 *
 * <p>May import spmd and Open MPI's package mpi. Nobody imports it: {@link rxt.spmd.Transport#named} loads it by name.
 *
 * <p>Off-heap segments go to the library as they are, segments on the heap through staged off-heap memory.
 *
 * <p>What Open MPI 4.1.4 gets wrong:
 *
 * <ul>
 *   <li>Its Java bytes are unsigned in MIN and MAX. Mended: the sign bits are flipped before and after.
 *   <li>Where a message is longer than its receive it does not tell by how much. Not mended: looking before every receive
 *       would cost more than the receive; the error names rank, source, tag and the receive's length.
 *   <li>Within one machine such a message, if longer than 4 KiB, is written past the end of the receive buffer before the
 *       error is reported (shared-memory transport with single copies; C programs are hit as well). Not mended: turning
 *       single copies off would change what is measured. The launch fails either way, by the error or by a crash.
 * </ul>
 */
package rxt.transport.openmpi;
