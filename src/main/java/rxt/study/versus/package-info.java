/**
 * {@code versus core} and {@code versus kernels}: which cases are measured on which transports ({@link
 * rxt.study.versus.Suite}), which kernels at which sizes ({@link rxt.study.versus.KernelPair}), the C twins and their
 * compiler, the command lines of both sides, and the rounds in which they take turns.
 *
 * <p>Both sides of a pair are started by the same launcher with the same words, {@link rxt.study.MpiCommand}. What cannot
 * be the same is {@code local}, one JVM with a thread for each rank, none of them bound to a core, against C over an MPI,
 * and a waiting rank of {@code ffm} over MPICH on shared cores, which waits by itself, while MPICH in C polls on. The
 * report marks such rows ({@code rxt.analysis.versus.Caveat}).
 *
 * <p>May import {@code study}, {@code kernel} (the catalogue only) and {@code record}.
 */
package rxt.study.versus;
