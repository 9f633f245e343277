/**
 * The Java twins of {@code versus core}: {@link rxt.measure.core.CoreProgram}, which each rank runs, and one class for
 * each operation that is measured, through {@code Communicator} and {@code Team} alone. The C twins in
 * {@code src/reference/c} send the same messages and open the same regions, with two differences: the columns of a halo,
 * which C sends by {@code MPI_Type_vector}, are packed by hand here; and the warm-up, since C has none of the JIT's.
 *
 * <p>How it is measured: an operation is repeated until it has run 20,000 times or 0.1 s, and then until no compiler of
 * any rank has ended a compilation for 0.06 s (0.6 s at most); what the compilers do later is recorded with the samples.
 * A sample is a batch of about 2 ms. Loops that are timed are methods of at most 20 repetitions, called often enough that
 * C2 compiles them whole. Nothing is allocated in them. What they receive is added up, and checked after each batch.
 * Off-heap buffers come from {@code Arena.ofAuto()}, whose liveness costs nothing per call.
 *
 * <p>May import {@code measure}, {@code record} and {@code spmd}.
 */
package rxt.measure.core;
