package rxt.kernel.sparse;

/**
 * One rank's part of the equations that {@link Cg} solves: some rows of a matrix, those first that need nothing of other
 * ranks, and a vector with room for what others have of it. The right-hand side is what the matrix makes of 1 everywhere.
 */
interface CgSystem {
    SparseRows matrix();

    /** How many of the first rows need no values of other ranks. */
    int innerRows();

    /** The vector that is multiplied: own values where {@link #cell} says, and those of others. */
    double[] vector();

    /** Place of a row's own value in {@link #vector}. */
    int cell(int row);

    /** Number of a row in the whole matrix. */
    long point(int row);

    double rightHandSide(int row);

    /** Begins to fetch others' values; until {@link #finish}, own values may be read but not written. */
    void start();

    void finish();

    /** A times {@link #vector}, whose values of others are there, in another way than by {@link #matrix}. Collective. */
    void multiplyAnew(double[] result);

    /** Rows of the whole matrix. */
    double rowsOfAll();

    /** Entries of the whole matrix. */
    double entriesOfAll();

    /** Messages between all ranks until everybody has others' values. */
    double messages();

    /** How many iterations make the residual {@code tolerance} times the right-hand side. */
    CgIterations iterations(double tolerance);

    /** How far the solution may be from 1 for a residual of 1; infinite where nobody knows. */
    double distanceBound();
}
