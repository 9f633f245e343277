package rxt.analysis.claim;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The same terms added in the orders that splits give. */
final class C08OrderOfSums implements Claim {
    private static final Text TEXT = new Text(
            "C08",
            "A result can depend on the order of computation.",
            "S1",
            List.of("ordered-sum"),
            "number of different sums of the same terms by the naive method at different splits",
            Bound.above(1.5, "one sum is no dependence, two are"),
            "Addition of floating-point numbers rounds, so it is not associative, and each split adds in "
                    + "another order. The exact method gives one sum for all splits: compare its digest, and what "
                    + "it costs.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=ordered-sum --set ordered-sum.terms=cancelling --set ordered-sum.n=999999"
                    + " --output outputs/c08.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        Wanted naive = Wanted.of("ordered-sum").with("method", "naive");
        List<Witness> splits = evidence.groups(naive).stream()
                .map(group -> group.stream()
                        .filter(witness -> sums(witness).length >= Finding.FEWEST)
                        .toList())
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
        if (splits.size() < 2) {
            return Finding.notMeasured(
                    "two splits, with " + Finding.FEWEST + " launches or more of each, of " + naive.words());
        }
        double[] sums = splits.stream()
                .flatMapToDouble(witness -> Arrays.stream(sums(witness)))
                .toArray();
        return Finding.ofTotal(
                (double) Arrays.stream(sums).distinct().count(),
                sums.length,
                TEXT.bound(),
                splits.stream()
                        .map(witness -> witness.figure(Finding.median(sums(witness)), "", "method"))
                        .toList());
    }

    /** One of each launch. */
    private static double[] sums(Witness witness) {
        return witness.observed("sum", Witness.Over.LARGEST);
    }
}
