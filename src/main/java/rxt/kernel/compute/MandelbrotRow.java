package rxt.kernel.compute;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
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
    private static final int LENGTH = SPECIES.length();
    private static final VectorSpecies<Long> WHOLE = SPECIES.withLanes(long.class);

    /** As many whole numbers as there are lanes. */
    private static final VectorSpecies<Integer> COUNTS =
            VectorSpecies.of(int.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));

    private static final double[] LANES = lanes();

    private static double[] lanes() {
        double[] lanes = new double[LENGTH];
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

    /** The iterations of all pixels of a row, as many side by side as four vectors have lanes. */
    void counts(int row, int[] into) {
        double cy = imaginary(row);
        int together = 4 * LENGTH;
        int whole = size - size % together;
        for (int column = 0; column < whole; column += together) {
            counts(column, cy, into);
        }
        for (int column = whole; column < size; column++) {
            into[column] = count(row, column);
        }
    }

    private DoubleVector reals(int column) {
        return DoubleVector.fromArray(SPECIES, LANES, 0)
                .add(column)
                .add(0.5)
                .mul(SIDE / size)
                .add(LEFT);
    }

    /**
     * Four vectors at a time: an iteration waits for the one before, and those of the others go on meanwhile. All in one
     * method, as a vector that is handed to another may be boxed.
     */
    private void counts(int column, double cy, int[] into) {
        DoubleVector cx0 = reals(column + 0 * LENGTH);
        DoubleVector cx1 = reals(column + 1 * LENGTH);
        DoubleVector cx2 = reals(column + 2 * LENGTH);
        DoubleVector cx3 = reals(column + 3 * LENGTH);
        DoubleVector x0 = DoubleVector.zero(SPECIES), y0 = x0;
        LongVector counts0 = LongVector.zero(WHOLE);
        DoubleVector x1 = x0, y1 = x0;
        LongVector counts1 = counts0;
        DoubleVector x2 = x0, y2 = x0;
        LongVector counts2 = counts0;
        DoubleVector x3 = x0, y3 = x0;
        LongVector counts3 = counts0;
        for (int k = 0; k < iterations; k++) {
            VectorMask<Double> in0 = x0.mul(x0).add(y0.mul(y0)).compare(VectorOperators.LE, 4);
            VectorMask<Double> in1 = x1.mul(x1).add(y1.mul(y1)).compare(VectorOperators.LE, 4);
            VectorMask<Double> in2 = x2.mul(x2).add(y2.mul(y2)).compare(VectorOperators.LE, 4);
            VectorMask<Double> in3 = x3.mul(x3).add(y3.mul(y3)).compare(VectorOperators.LE, 4);
            if (!in0.anyTrue() && !in1.anyTrue() && !in2.anyTrue() && !in3.anyTrue()) {
                break;
            }
            counts0 = counts0.add(1, in0.cast(WHOLE));
            DoubleVector next0 = x0.mul(x0).sub(y0.mul(y0)).add(cx0);
            y0 = x0.add(x0).mul(y0).add(cy);
            x0 = next0;
            counts1 = counts1.add(1, in1.cast(WHOLE));
            DoubleVector next1 = x1.mul(x1).sub(y1.mul(y1)).add(cx1);
            y1 = x1.add(x1).mul(y1).add(cy);
            x1 = next1;
            counts2 = counts2.add(1, in2.cast(WHOLE));
            DoubleVector next2 = x2.mul(x2).sub(y2.mul(y2)).add(cx2);
            y2 = x2.add(x2).mul(y2).add(cy);
            x2 = next2;
            counts3 = counts3.add(1, in3.cast(WHOLE));
            DoubleVector next3 = x3.mul(x3).sub(y3.mul(y3)).add(cx3);
            y3 = x3.add(x3).mul(y3).add(cy);
            x3 = next3;
        }
        ((IntVector) counts0.convertShape(VectorOperators.L2I, COUNTS, 0)).intoArray(into, column + 0 * LENGTH);
        ((IntVector) counts1.convertShape(VectorOperators.L2I, COUNTS, 0)).intoArray(into, column + 1 * LENGTH);
        ((IntVector) counts2.convertShape(VectorOperators.L2I, COUNTS, 0)).intoArray(into, column + 2 * LENGTH);
        ((IntVector) counts3.convertShape(VectorOperators.L2I, COUNTS, 0)).intoArray(into, column + 3 * LENGTH);
    }

    /** As {@link #counts}, a pixel at a time. */
    void countsOneByOne(int row, int[] into) {
        for (int column = 0; column < size; column++) {
            into[column] = count(row, column);
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
            y = (x + x) * y + cy;
            x = xx - yy + cx;
            count++;
        }
        return count;
    }
}
