/**
 * Regular decompositions over ranks: {@code Partition} in one dimension, {@code CartesianTopology} in several, and
 * {@code HaloExchange} of their borders.
 *
 * <p>May import {@code spmd} and {@code spmd.team}.
 */
package rxt.spmd.grid;
