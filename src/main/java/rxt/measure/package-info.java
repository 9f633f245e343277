/**
 * The program each rank runs, {@link rxt.measure.RankProgram}: it connects the ranks, builds the kernel, times its
 * steps from outside through decorators, verifies the answer and writes one shard.
 *
 * <p>May import {@code kernel}, {@code record} and {@code spmd}.
 */
package rxt.measure;
