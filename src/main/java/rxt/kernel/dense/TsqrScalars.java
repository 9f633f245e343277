package rxt.kernel.dense;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Reflections column by column and row by row, in plain arithmetic. */
final class TsqrScalars extends TsqrReflections {
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    private final double[] partials = new double[PARTIALS];

    TsqrScalars(Arena arena, int rows, int columns) {
        super(arena, rows, columns);
    }

    @Override
    double squares(int from, int to) {
        return dot(v(), 0, from, to);
    }

    /** Columns that are not there are left as they are. */
    @Override
    void reflect(TsqrBlock a, int column, int from, int to, double factor) {
        for (int j = column; j < Math.min(column + 4, columns()); j++) {
            long at = (long) j * a.stride();
            double weight = -factor * dot(a.elements(), at, from, to);
            for (int i = from; i < to; i++) {
                double element = a.elements().getAtIndex(DOUBLE, at + i);
                a.elements().setAtIndex(DOUBLE, at + i, Math.fma(v().getAtIndex(DOUBLE, i), weight, element));
            }
        }
    }

    /** v times a column that begins at element {@code at}. */
    private double dot(MemorySegment of, long at, int from, int to) {
        Arrays.fill(partials, 0);
        for (int i = from; i < to; i++) {
            int p = i % PARTIALS;
            partials[p] = Math.fma(of.getAtIndex(DOUBLE, at + i), v().getAtIndex(DOUBLE, i), partials[p]);
        }
        return sum(partials, 0);
    }
}
