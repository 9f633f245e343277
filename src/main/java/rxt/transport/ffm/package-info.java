/**
 * Transport {@code ffm}: any C MPI through {@code java.lang.foreign}, launched by that MPI's own mpirun; no header, no
 * compiler and no glue library at run time.
 *
 * <p>{@link rxt.transport.ffm.Library} finds the library and tells its {@link rxt.transport.ffm.Abi}; {@link
 * rxt.transport.ffm.Handle} and {@link rxt.transport.ffm.Constant} hold what each ABI calls MPI's constants. {@link
 * rxt.transport.ffm.Mpi} binds functions, {@link rxt.transport.ffm.Calls} and {@link rxt.transport.ffm.CollectiveCalls}
 * are the functions, {@link rxt.transport.ffm.Scratch} is the off-heap memory that calls need. {@link
 * rxt.transport.ffm.FfmCollectives} and {@link rxt.transport.ffm.FfmCommunicator} are the communicator.
 *
 * <p>A library that lacks functions, as those older than MPI 3, is used without: {@link rxt.transport.ffm.Features} takes
 * away the capabilities that need them, and a call says which function it was.
 *
 * <p>Off-heap segments go to the library as they are; segments on the heap through staged off-heap memory that is used
 * again, never pinned. Under thread level MULTIPLE each thread has its own such memory.
 *
 * <p>May import spmd only. Nobody imports it: {@link rxt.spmd.Transport#named} loads it by name.
 *
 * <p>{@link rxt.transport.ffm.NonBlockingCalls}, {@link rxt.transport.ffm.GraphCalls} and {@link
 * rxt.transport.ffm.WindowCalls} are the functions of what MPI 2 and 3 added. Within a node every window is allocated
 * shared, which the standard permits and which needs no settings: in other windows a compareAndSwap crashes
 * Open MPI 4.1.4 (osc/rdma over btl/vader; a C program as well). Where a
 * rank is a neighbour several times, Open MPI matches its parts in order and MPICH in reverse: {@link
 * rxt.transport.ffm.RepeatedNeighbors} sends them as one message.
 *
 * <p>What the libraries get wrong:
 *
 * <ul>
 *   <li>Neither Open MPI 4.1.4 nor MPICH 4.0.2 tells by how much a message is longer than its receive: the error names
 *       rank, source, tag and the receive's length.
 *   <li>Open MPI 4.1.4 writes such a message, if longer than 4 KiB, within one machine past the end of the receive buffer
 *       before it reports the error (C programs are hit as well). The launch fails either way, by the error or by a crash.
 *   <li>MPICH 4.0.2 lets an alltoall of one rank meet a receive of any tag. Mended: one rank's exchange is a copy.
 *   <li>Ranks that wait inside MPICH never yield their core. Where cores are shared, {@link rxt.transport.ffm.Waiting}
 *       waits instead, through the library's non-blocking calls.
 * </ul>
 */
package rxt.transport.ffm;
