package rxt.kernel.compute;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import rxt.kernel.Philox4x32;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/** Points in the plane with independent standard normal coordinates, by Box and Muller's method; the same on every rank. */
final class ParzenSample {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final double TO_UNIT = 0x1p-53;

    private final double[] x;
    private final double[] y;

    ParzenSample(Team team, int points, int seed) {
        x = new double[points];
        y = new double[points];
        Philox4x32 random = new Philox4x32(seed, 0);
        team.forEach(Range.of(0, points), (from, to) -> fill(random, (int) from, (int) to));
    }

    private void fill(Philox4x32 random, int from, int to) {
        int[] words = new int[4];
        for (int i = from; i < to; i++) {
            random.words(i, 0, words);
            double radius = Math.sqrt(-2 * StrictMath.log(1 - unit(words[0], words[1])));
            double angle = 2 * Math.PI * unit(words[2], words[3]);
            x[i] = radius * StrictMath.cos(angle);
            y[i] = radius * StrictMath.sin(angle);
        }
    }

    /** 0 ≤ u &lt; 1 from 53 of 64 bits. */
    private static double unit(int high, int low) {
        return ((((long) high << 32) | Integer.toUnsignedLong(low)) >>> 11) * TO_UNIT;
    }

    int size() {
        return x.length;
    }

    /** Points with |x| ≤ half and |y| ≤ half. */
    int within(double half) {
        int whole = SPECIES.loopBound(x.length);
        int count = 0;
        for (int i = 0; i < whole; i += SPECIES.length()) {
            DoubleVector farther = DoubleVector.fromArray(SPECIES, x, i)
                    .abs()
                    .max(DoubleVector.fromArray(SPECIES, y, i).abs());
            VectorMask<Double> in = farther.compare(VectorOperators.LE, half);
            count += in.trueCount();
        }
        return count + within(whole, half);
    }

    /** The same in plain words. */
    int withinOneByOne(double half) {
        return within(0, half);
    }

    private int within(int from, double half) {
        int count = 0;
        for (int i = from; i < x.length; i++) {
            count += Math.abs(x[i]) <= half && Math.abs(y[i]) <= half ? 1 : 0;
        }
        return count;
    }

    /** The larger coordinate of each point without its sign, sorted. */
    double[] distances() {
        double[] distances = new double[x.length];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.max(Math.abs(x[i]), Math.abs(y[i]));
        }
        Arrays.sort(distances);
        return distances;
    }
}
