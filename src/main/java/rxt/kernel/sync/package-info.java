/**
 * Kernels whose subject is synchronisation, right and wrong: races, locks, semaphores, buffers, deadlock; one file per
 * kernel, and the textbook constructs that they hold against the library's.
 *
 * <p>May import {@code kernel} and {@code spmd}.
 */
package rxt.kernel.sync;
