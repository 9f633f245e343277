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
 *       In windows, which others combine into at any time, that cannot be: they refuse minima and maxima of bytes.
 *   <li>Where a message is longer than its receive it does not tell by how much. Not mended: looking before every receive
 *       would cost more than the receive; the error names rank, source, tag and the receive's length.
 *   <li>Within one machine such a message, if longer than 4 KiB, is written past the end of the receive buffer before the
 *       error is reported (shared-memory transport with single copies; C programs are hit as well). Not mended: turning
 *       single copies off would change what is measured. The launch fails either way, by the error or by a crash.
 *   <li>Within one machine a compareAndSwap in a window of MPI_Win_allocate crashes in the component chosen for it (osc/rdma
 *       over btl/vader, whose atomics are emulated): on a rank's own memory it follows a null pointer, and on another's it
 *       crashes too (a C program does as well, with two ranks). In windows allocated shared it is right. So windows of
 *       communicators within one node are allocated shared, which the standard permits.
 *   <li>The Java bindings lack MPI_Win_shared_query, and answer the address of a window's memory in the bytes of the
 *       buffer that they are given. Parts of a shared window lie one behind the other, so one address tells all.
 *   <li>They count the bytes of a window in an int; longer ones are refused.
 * </ul>
 */
package rxt.transport.openmpi;
