package rxt.analysis.claim;

import java.util.Arrays;
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
            "jobs/rxt run jobs/lectures.yaml --only kernel=ordered-sum");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        Wanted naive = Wanted.of("ordered-sum").with("method", "naive").evenOversubscribed();
        List<Witness> splits = evidence.groups(naive).stream().findFirst().orElse(List.of());
        if (splits.size() < 2) {
            return Finding.notMeasured("two splits of " + naive.words());
        }
        double[] sums = splits.stream()
                .flatMapToDouble(witness -> Arrays.stream(witness.observed("sum", Witness.Over.LARGEST)))
                .distinct()
                .toArray();
        int launches = splits.stream()
                .mapToInt(witness -> witness.sample().launches().size())
                .sum();
        return Finding.ofTotal(
                sums.length,
                launches,
                TEXT.bound(),
                splits.stream()
                        .map(witness -> witness.figure(
                                Finding.median(witness.observed("sum", Witness.Over.LARGEST)), "", "method"))
                        .toList());
    }
}
