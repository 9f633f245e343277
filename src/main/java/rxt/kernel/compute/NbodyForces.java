package rxt.kernel.compute;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Softened attraction between bodies, m·d / (|d|² + ε²)^(3/2), rounded to whole multiples of 2⁻⁴⁰: as long as a sum of
 * them stays below 2¹³ it is exact, whatever the order, the lanes and the split. All masses are 1/n and ε = 0.1, so
 * that no sum exceeds 39.
 *
 * <p>A block has all x, then all y, then all z of its bodies, each {@code stride} doubles long.
 */
final class NbodyForces {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    /** What attractions are whole multiples of. */
    static final double QUANTUM = 0x1p-40;

    private static final double SOFTENING = 0.01;
    /** A number around which doubles are a quantum apart: adding and subtracting it rounds to nearest. */
    private static final double ROUNDER = 0x1.8p52 * QUANTUM;

    private final int stride;
    private final double mass;
    private final boolean vector;

    NbodyForces(int stride, int bodies, boolean vector) {
        this.stride = stride;
        this.mass = 1.0 / bodies;
        this.vector = vector;
    }

    /** Adds the attraction of a block's first {@code count} bodies on bodies {@code from} to {@code to} of another. */
    void add(MemorySegment block, int count, MemorySegment on, MemorySegment accelerations, int from, int to) {
        for (int i = from; i < to; i++) {
            add(block, count, on, accelerations, i);
        }
    }

    private void add(MemorySegment block, int count, MemorySegment on, MemorySegment accelerations, int i) {
        double x = get(on, i);
        double y = get(on, stride + i);
        double z = get(on, 2 * stride + i);
        DoubleVector sumX = DoubleVector.zero(SPECIES);
        DoubleVector sumY = sumX;
        DoubleVector sumZ = sumX;
        int whole = vector ? SPECIES.loopBound(count) : 0;
        for (int j = 0; j < whole; j += SPECIES.length()) {
            DoubleVector dx = load(block, j).sub(x);
            DoubleVector dy = load(block, stride + j).sub(y);
            DoubleVector dz = load(block, 2 * stride + j).sub(z);
            DoubleVector square = dx.mul(dx).add(dy.mul(dy)).add(dz.mul(dz)).add(SOFTENING);
            DoubleVector strength = DoubleVector.broadcast(SPECIES, mass).div(square.mul(square.sqrt()));
            sumX = sumX.add(rounded(dx.mul(strength)));
            sumY = sumY.add(rounded(dy.mul(strength)));
            sumZ = sumZ.add(rounded(dz.mul(strength)));
        }
        double ax = sum(sumX);
        double ay = sum(sumY);
        double az = sum(sumZ);
        for (int j = whole; j < count; j++) {
            double dx = get(block, j) - x;
            double dy = get(block, stride + j) - y;
            double dz = get(block, 2 * stride + j) - z;
            double strength = strength(dx, dy, dz);
            ax += rounded(dx * strength);
            ay += rounded(dy * strength);
            az += rounded(dz * strength);
        }
        addTo(accelerations, i, ax);
        addTo(accelerations, stride + i, ay);
        addTo(accelerations, 2 * stride + i, az);
    }

    /**
     * The attraction of all bodies on one of them, in plain words: coordinates as in a block of stride
     * {@code all.length / 3}.
     */
    void alone(double[] all, int body, double[] acceleration) {
        int n = all.length / 3;
        Arrays.fill(acceleration, 0);
        for (int j = 0; j < n; j++) {
            double dx = all[j] - all[body];
            double dy = all[n + j] - all[n + body];
            double dz = all[2 * n + j] - all[2 * n + body];
            double strength = strength(dx, dy, dz);
            acceleration[0] += rounded(dx * strength);
            acceleration[1] += rounded(dy * strength);
            acceleration[2] += rounded(dz * strength);
        }
    }

    private double strength(double dx, double dy, double dz) {
        double square = dx * dx + dy * dy + dz * dz + SOFTENING;
        return mass / (square * Math.sqrt(square));
    }

    private static double rounded(double value) {
        return value + ROUNDER - ROUNDER;
    }

    private static DoubleVector rounded(DoubleVector values) {
        return values.add(ROUNDER).sub(ROUNDER);
    }

    private static double sum(DoubleVector exact) {
        return exact.reduceLanes(VectorOperators.ADD);
    }

    private static DoubleVector load(MemorySegment block, int index) {
        return DoubleVector.fromMemorySegment(SPECIES, block, (long) index * Double.BYTES, ORDER);
    }

    private static double get(MemorySegment block, int index) {
        return block.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
    }

    private static void addTo(MemorySegment block, int index, double value) {
        block.setAtIndex(ValueLayout.JAVA_DOUBLE, index, get(block, index) + value);
    }
}
