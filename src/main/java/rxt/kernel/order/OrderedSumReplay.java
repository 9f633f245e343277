package rxt.kernel.order;

import java.util.function.LongToDoubleFunction;
import rxt.spmd.team.Range;

/**
 * One rank's sum of {@link OrderedSum} by one thread and by plain words: each block of a range by itself, then the
 * blocks by the tree of {@link rxt.spmd.team.Team#reduce}, which joins neighbours and moves an odd last one up as it
 * is.
 */
final class OrderedSumReplay {
    private final LongToDoubleFunction terms;
    private final boolean compensated;
    private double sum;
    /** What was rounded off; 0 where nobody keeps it. */
    private double rest;

    /**
     * A replay.
     *
     * @param terms by their index
     * @param compensated whether by Neumaier's method
     */
    OrderedSumReplay(LongToDoubleFunction terms, boolean compensated) {
        this.terms = terms;
        this.compensated = compensated;
    }

    double of(Range range) {
        int count = (int) Math.ceilDiv(range.length(), range.block());
        double[] sums = new double[count + 1];
        double[] rests = new double[count + 1];
        for (int block = 0; block < count; block++) {
            long from = range.from() + block * range.block();
            begin(0, 0);
            for (long i = from; i < Math.min(from + range.block(), range.to()); i++) {
                add(terms.applyAsDouble(i), 0);
            }
            sums[block] = sum;
            rests[block] = rest;
        }
        for (; count > 1; count = Math.ceilDiv(count, 2)) {
            for (int left = 0; left < count; left += 2) {
                begin(sums[left], rests[left]);
                if (left + 1 < count) {
                    add(sums[left + 1], rests[left + 1]);
                }
                sums[left / 2] = sum;
                rests[left / 2] = rest;
            }
        }
        return sums[0] + rests[0];
    }

    private void begin(double firstSum, double firstRest) {
        sum = firstSum;
        rest = firstRest;
    }

    private void add(double term, double restOfTerm) {
        double next = sum + term;
        if (compensated) {
            double larger = Math.abs(sum) >= Math.abs(term) ? sum : term;
            double smaller = larger == sum ? term : sum;
            rest = rest + restOfTerm + (larger - next + smaller);
        }
        sum = next;
    }
}
