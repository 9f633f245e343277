/**
 * Sums and dot products of doubles with one answer, whatever the split: {@link rxt.spmd.exact.ExactSum} adds without
 * any rounding, {@link rxt.spmd.exact.ExactReduction} does so over the ranks and threads of a program. A result is the
 * exact sum rounded once, so its bits do not depend on ranks, threads, transport, schedule or alignment.
 *
 * <p>May import rxt.spmd, rxt.spmd.team and the JDK, its vector module included.
 */
package rxt.spmd.exact;
