package rxt.analysis.claim;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Work on data that a second process is sent half of, little work and much. */
final class C10CostOfPassing implements Claim {
    private static final Text TEXT = new Text(
            "C10",
            "Passing much data between processes eats the gain.",
            "S1",
            List.of("scatter-gather"),
            "time of two processes over that of one alone, where the second is sent half of the data, does "
                    + "a little work on each value, and sends it back; with much work the two gain a fifth or more",
            Bound.above(0.95, "two free cores make it 0.5 if nothing passes; 0.95 leaves a tenth of that gain"),
            "What passes between processes is copied on both ways, however little is done with it. Where a copy "
                    + "costs as much as the work it saves, one process alone is as fast. Split the data where it is "
                    + "made, let threads share it, or pass what takes long to work on.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=scatter-gather");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        Wanted any = Wanted.of("scatter-gather").with("payload", "buffer");
        Wanted two = any.inProcesses().at(2, 1);
        Wanted one = any.at(1, 1);
        List<Evidence.Pair> pairs = evidence.pairs(two, one);
        Optional<Evidence.Pair> little = pairs.stream()
                .min(Comparator.comparingDouble((Evidence.Pair pair) -> -values(pair))
                        .thenComparingDouble(C10CostOfPassing::turns)
                        .thenComparingInt(pair -> -pair.launches()));
        if (little.isEmpty()) {
            return Finding.notMeasured(evidence.missing(two, one));
        }
        Bound gains = Bound.below(0.8, "two free cores make it 0.5");
        Finding much = pairs.stream()
                .filter(pair -> values(pair) == values(little.get()) && turns(pair) > turns(little.get()))
                .max(Comparator.comparingDouble(C10CostOfPassing::turns).thenComparingInt(Evidence.Pair::launches))
                .map(pair -> ratio(pair, gains))
                .orElseGet(() -> Finding.notMeasured("the same with more turns"));
        return ratio(little.get(), TEXT.bound()).and(much, "with much work the two are faster");
    }

    private static double values(Evidence.Pair pair) {
        return pair.one().number("n");
    }

    private static double turns(Evidence.Pair pair) {
        return pair.one().number("turns");
    }

    private static Finding ratio(Evidence.Pair pair, Bound bound) {
        return Finding.of(
                pair.ratio(1),
                bound,
                List.of(pair.one().time("turns"), pair.other().time("turns")));
    }
}
