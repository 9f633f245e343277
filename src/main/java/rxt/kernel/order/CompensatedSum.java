package rxt.kernel.order;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A sum and what it has rounded off, by Neumaier's variant of Kahan's method (ZAMM 54, 1974), which holds where a term is
 * larger than the sum too.
 *
 * @param sum rounded at every addition
 * @param rest sum of what was rounded off
 */
record CompensatedSum(double sum, double rest) {
    static final CompensatedSum ZERO = new CompensatedSum(0, 0);

    /** Of the doubles {@code from} (inclusive) to {@code to} (exclusive) of {@code terms}. */
    static CompensatedSum of(MemorySegment terms, long from, long to) {
        double sum = 0;
        double rest = 0;
        for (long i = from; i < to; i++) {
            double term = terms.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
            double next = sum + term;
            rest += roundedOff(sum, term, next);
            sum = next;
        }
        return new CompensatedSum(sum, rest);
    }

    private static double roundedOff(double sum, double term, double result) {
        return Math.abs(sum) >= Math.abs(term) ? sum - result + term : term - result + sum;
    }

    CompensatedSum plus(CompensatedSum other) {
        double next = sum + other.sum;
        return new CompensatedSum(next, rest + other.rest + roundedOff(sum, other.sum, next));
    }

    double value() {
        return sum + rest;
    }
}
