package rxt.analysis.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The salad with twice the cooks in one kitchen. */
final class C18LargerKitchen implements Claim {
    private static final Bound WAITED = Bound.above(
            0.5, "the larger part; where the pantry alone is shared it is all of it, where it is never full nothing");
    private static final Bound GAINS =
            Bound.above(1.1, "without waiting it gains nothing, which is 1; a tenth is more than noise");
    private static final Text TEXT = new Text(
            "C18",
            "Twice the kitchen is not twice as fast: the pantry is shared.",
            "S0",
            List.of("kitchen"),
            "speed-up of two cooks over one in the same kitchen, whose pantry has one place; of what they lack of "
                    + "twice as fast half or more is waiting for the pantry, and a second place is a tenth faster "
                    + "or more",
            Bound.below(1.9, "twice as fast is 2; 5 % are for noise"),
            "Cooks queue at the one pantry. What is shared bounds the kitchen: more cooks wait longer. A second place "
                    + "in the pantry gives back what the queue took, and so does a second kitchen with a pantry of "
                    + "its own (2×1). With work=wait steps need no core, so the pantry alone is shared.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=kitchen --set 'kitchen.slowness=[1,3,12]'"
                    + " --output outputs/c18.h5");

    private static final Wanted NARROW = Wanted.of("kitchen").with("places", "1");
    private static final Wanted ONE = NARROW.at(1, 1);
    private static final Wanted TWO = NARROW.at(1, 2);
    private static final Wanted WIDE = Wanted.of("kitchen").with("places", "2").at(1, 2);

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        return evidence.pair(ONE, TWO)
                .map(pair -> Finding.of(pair.ratio(1), TEXT.bound(), bars(evidence, pair))
                        .and(waiting(evidence, pair), "half of what two cooks lose is waiting for the pantry")
                        .and(evidence.longer(TWO, WIDE, GAINS), "a second place in the pantry makes them faster"))
                .orElseGet(() -> Finding.notMeasured(evidence.missing(ONE, TWO)));
    }

    /** Of the time that two cooks lose against twice as fast, the part in which one waited for the pantry. */
    private static Finding waiting(Evidence evidence, Evidence.Pair pair) {
        // Of a loss that the bound does not count as one there is no part.
        double lost = 2 - Math.min(pair.ratio(1).ratio(), TEXT.bound().value());
        Witness two = pair.other();
        return evidence.observed(two, "waited for the pantry", Witness.Over.SUM)
                .map(waited -> Finding.of(Evidence.ratio(waited, two.bootstrap(), 1 / lost), WAITED, List.of()))
                .orElseGet(() -> Finding.notMeasured("how long cooks waited, above 0 in each launch"));
    }

    /** One cook, twice the kitchen, twice the pantry, and the two cooks at one place. */
    private static List<Exhibit> bars(Evidence evidence, Evidence.Pair pair) {
        List<Exhibit> bars = new ArrayList<>(List.of(pair.one().time("places")));
        for (Optional<Evidence.Pair> other : List.of(evidence.pair(ONE, NARROW.at(2, 1)), evidence.pair(TWO, WIDE))) {
            other.ifPresent(more -> bars.add(more.other().time("places")));
        }
        bars.add(pair.other().time("places"));
        return bars;
    }
}
