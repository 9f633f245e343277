package rxt.kernel.compute;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The points of the complex plane behind the pixels of a row: real parts from −2 to ½, imaginary parts from −1.25 to 1.25,
 * at the middles of the pixels and exactly symmetric to the real axis.
 *
 * @param size rows and columns
 * @param iterations after which a point counts as inside
 */
record MandelbrotRow(int size, int iterations) {
    private static final double LEFT = -2;
    private static final double SIDE = 2.5;
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    /** As many whole numbers as there are lanes. */
    private static final VectorSpecies<Integer> COUNTS =
            VectorSpecies.of(int.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));

    private static final double[] LANES = lanes();

    private static double[] lanes() {
        double[] lanes = new double[SPECIES.length()];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = i;
        }
        return lanes;
    }

    double pixelArea() {
        return SIDE / size * (SIDE / size);
    }

    private double real(double column) {
        return (column + 0.5) * (SIDE / size) + LEFT;
    }

    /** Twice the distance from the middle is a whole number, so that rows above and below differ in sign alone. */
    private double imaginary(int row) {
        return (2L * row + 1 - size) * (SIDE / 2 / size);
    }

    /** The iterations of all pixels of a row, as many side by side as a vector has lanes. */
    void counts(int row, int[] into, int at) {
        DoubleVector cy = DoubleVector.broadcast(SPECIES, imaginary(row));
        int whole = SPECIES.loopBound(size);
        for (int column = 0; column < whole; column += SPECIES.length()) {
            DoubleVector cx = DoubleVector.fromArray(SPECIES, LANES, 0)
                    .add(column)
                    .add(0.5)
                    .mul(SIDE / size)
                    .add(LEFT);
            ((IntVector) counts(cx, cy).convertShape(VectorOperators.D2I, COUNTS, 0)).intoArray(into, at + column);
        }
        for (int column = whole; column < size; column++) {
            into[at + column] = count(row, column);
        }
    }

    private DoubleVector counts(DoubleVector cx, DoubleVector cy) {
        DoubleVector x = DoubleVector.zero(SPECIES);
        DoubleVector y = x;
        DoubleVector counts = x;
        for (int k = 0; k < iterations; k++) {
            DoubleVector xx = x.mul(x);
            DoubleVector yy = y.mul(y);
            VectorMask<Double> bounded = xx.add(yy).compare(VectorOperators.LE, 4);
            if (!bounded.anyTrue()) {
                break;
            }
            counts = counts.add(1, bounded);
            y = x.mul(y).mul(2).add(cy);
            x = xx.sub(yy).add(cx);
        }
        return counts;
    }

    /** As {@link #counts}, a pixel at a time. */
    void countsOneByOne(int row, int[] into, int at) {
        for (int column = 0; column < size; column++) {
            into[at + column] = count(row, column);
        }
    }

    int count(int row, int column) {
        double cx = real(column);
        double cy = imaginary(row);
        double x = 0;
        double y = 0;
        int count = 0;
        while (count < iterations) {
            double xx = x * x;
            double yy = y * y;
            if (xx + yy > 4) {
                break;
            }
            y = x * y * 2 + cy;
            x = xx - yy + cx;
            count++;
        }
        return count;
    }
}
