package rxt.kernel.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import rxt.kernel.WholeMemory;

/** Runs of doubles in memory. */
final class Doubles {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private Doubles() {}

    /**
     * Adds {@code count} doubles from index {@code source} on to those from index {@code place} on. By the Vector API,
     * since C2 cannot know that two segments differ.
     */
    static void add(MemorySegment to, long place, MemorySegment from, long source, int count) {
        int j = 0;
        for (int end = LANES.loopBound(count); j < end; j += LANES.length()) {
            DoubleVector.fromMemorySegment(LANES, to, (place + j) * Double.BYTES, ORDER)
                    .add(DoubleVector.fromMemorySegment(LANES, from, (source + j) * Double.BYTES, ORDER))
                    .intoMemorySegment(to, (place + j) * Double.BYTES, ORDER);
        }
        for (; j < count; j++) {
            double sum = to.getAtIndex(ValueLayout.JAVA_DOUBLE, place + j)
                    + from.getAtIndex(ValueLayout.JAVA_DOUBLE, source + j);
            to.setAtIndex(ValueLayout.JAVA_DOUBLE, place + j, sum);
        }
    }

    /**
     * a ← b + s·c. By the Vector API, since C2 leaves a loop with a long end scalar.
     *
     * @param a address of the first of {@code count} doubles, as {@code b} and {@code c}
     */
    static void triad(long a, long b, double s, long c, long count) {
        long bytes = count * Double.BYTES;
        long j = 0;
        for (; j <= bytes - LANES.vectorByteSize(); j += LANES.vectorByteSize()) {
            DoubleVector.fromMemorySegment(LANES, WholeMemory.SEGMENT, c + j, ORDER)
                    .mul(s)
                    .add(DoubleVector.fromMemorySegment(LANES, WholeMemory.SEGMENT, b + j, ORDER))
                    .intoMemorySegment(WholeMemory.SEGMENT, a + j, ORDER);
        }
        triadOneByOne(a + j, b + j, s, c + j, (bytes - j) / Double.BYTES);
    }

    /** As {@link #triad}, without vectors: its scalar variant, and its remainder. */
    static void triadOneByOne(long a, long b, double s, long c, long count) {
        for (long j = 0; j < count * Double.BYTES; j += Double.BYTES) {
            double product = s * WholeMemory.SEGMENT.get(DOUBLE, c + j);
            WholeMemory.SEGMENT.set(DOUBLE, a + j, WholeMemory.SEGMENT.get(DOUBLE, b + j) + product);
        }
    }

    /**
     * Turns the signs of {@code count} doubles. By address, since of a run of one the checks of a segment take longer
     * than the turn.
     *
     * @param at address of the first
     */
    static void negate(long at, int count) {
        int j = 0;
        for (int end = LANES.loopBound(count); j < end; j += LANES.length()) {
            long address = at + (long) j * Double.BYTES;
            DoubleVector.fromMemorySegment(LANES, WholeMemory.SEGMENT, address, ORDER)
                    .neg()
                    .intoMemorySegment(WholeMemory.SEGMENT, address, ORDER);
        }
        for (; j < count; j++) {
            long address = at + (long) j * Double.BYTES;
            WholeMemory.SEGMENT.set(DOUBLE, address, -WholeMemory.SEGMENT.get(DOUBLE, address));
        }
    }
}
