package rxt.kernel.dense;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Reflections of four columns at once, eight rows at once where vectors are as long; shorter ones sweep twice or four
 * times, over their share of the eight partial sums. Vectors are written out, for C2 boxes those that cross a call.
 */
final class TsqrLanes extends TsqrReflections {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED.length() <= PARTIALS
            ? DoubleVector.SPECIES_PREFERRED
            : DoubleVector.SPECIES_512;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long LINE = PARTIALS * Double.BYTES;

    private final double[] partials = new double[4 * PARTIALS];

    TsqrLanes(Arena arena, int rows, int columns) {
        super(arena, rows, columns);
    }

    @Override
    double squares(int from, int to) {
        MemorySegment v = v();
        for (int lane = 0; lane < PARTIALS; lane += LANES.length()) {
            DoubleVector sums = DoubleVector.zero(LANES);
            for (long i = (from + (long) lane) * Double.BYTES; i < (long) to * Double.BYTES; i += LINE) {
                DoubleVector x = load(v, i);
                sums = x.fma(x, sums);
            }
            sums.intoArray(partials, lane);
        }
        return sum(partials, 0);
    }

    @Override
    void reflect(TsqrBlock a, int column, int from, int to, double factor) {
        for (int lane = 0; lane < PARTIALS; lane += LANES.length()) {
            dots(a, column, from, to, lane);
        }
        subtract(a, column, from, to, -factor);
    }

    /** Partial sums of vᵀ·a for each column. */
    private void dots(TsqrBlock block, int column, int from, int to, int lane) {
        MemorySegment a = block.elements();
        MemorySegment v = v();
        long stride = (long) block.stride() * Double.BYTES;
        long first = column * stride;
        DoubleVector sum0 = DoubleVector.zero(LANES);
        DoubleVector sum1 = sum0;
        DoubleVector sum2 = sum0;
        DoubleVector sum3 = sum0;
        long end = (long) to * Double.BYTES;
        for (long i = (from + (long) lane) * Double.BYTES; i < end; i += LINE) {
            DoubleVector x = load(v, i);
            sum0 = load(a, first + i).fma(x, sum0);
            sum1 = load(a, first + stride + i).fma(x, sum1);
            sum2 = load(a, first + 2 * stride + i).fma(x, sum2);
            sum3 = load(a, first + 3 * stride + i).fma(x, sum3);
        }
        sum0.intoArray(partials, lane);
        sum1.intoArray(partials, PARTIALS + lane);
        sum2.intoArray(partials, 2 * PARTIALS + lane);
        sum3.intoArray(partials, 3 * PARTIALS + lane);
    }

    private void subtract(TsqrBlock block, int column, int from, int to, double factor) {
        double weight0 = factor * sum(partials, 0);
        double weight1 = factor * sum(partials, PARTIALS);
        double weight2 = factor * sum(partials, 2 * PARTIALS);
        double weight3 = factor * sum(partials, 3 * PARTIALS);
        MemorySegment a = block.elements();
        MemorySegment v = v();
        long stride = (long) block.stride() * Double.BYTES;
        long first = column * stride;
        long end = (long) to * Double.BYTES;
        for (long i = (long) from * Double.BYTES; i < end; i += LANES.vectorByteSize()) {
            DoubleVector x = load(v, i);
            long at = first + i;
            x.fma(DoubleVector.broadcast(LANES, weight0), load(a, at)).intoMemorySegment(a, at, ORDER);
            at += stride;
            x.fma(DoubleVector.broadcast(LANES, weight1), load(a, at)).intoMemorySegment(a, at, ORDER);
            at += stride;
            x.fma(DoubleVector.broadcast(LANES, weight2), load(a, at)).intoMemorySegment(a, at, ORDER);
            at += stride;
            x.fma(DoubleVector.broadcast(LANES, weight3), load(a, at)).intoMemorySegment(a, at, ORDER);
        }
    }

    private static DoubleVector load(MemorySegment of, long at) {
        return DoubleVector.fromMemorySegment(LANES, of, at, ORDER);
    }
}
