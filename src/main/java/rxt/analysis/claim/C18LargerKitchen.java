package rxt.analysis.claim;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
                    + "twice as fast half or more is waiting for the pantry in the median step, and a second "
                    + "place is a tenth faster or more",
            Bound.below(1.9, "twice as fast is 2; 5 % are for noise"),
            "Cooks queue at the one pantry. What is shared bounds the kitchen: more cooks wait longer. A second place "
                    + "in the pantry gives back what the queue took, and so does a second kitchen with a pantry of "
                    + "its own (2×1). With work=wait steps need no core, so the pantry alone is shared.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=kitchen --set 'kitchen.slowness=[1,3,12]'"
                    + " --output outputs/c18.h5");

    private static final String WAITING = "waited for the pantry";
    private static final Wanted NARROW = Wanted.of("kitchen").with("places", "1");
    private static final Wanted WIDE = Wanted.of("kitchen").with("places", "2");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        return cooks(evidence)
                .map(pair -> Finding.of(pair.ratio(1), TEXT.bound(), bars(evidence, pair))
                        .and(waiting(evidence, pair), "half of what two cooks lose is waiting for the pantry")
                        .and(gain(evidence, pair.other()), "a second place in the pantry makes them faster"))
                .orElseGet(() -> Finding.notMeasured(evidence.missing(NARROW.at(1, 1), NARROW.at(1, 2))));
    }

    /** One cook and two; whose steps wait share no core, be there none for each, and come first. */
    private static Optional<Evidence.Pair> cooks(Evidence evidence) {
        return Stream.of(NARROW.with("work", "wait").evenOversubscribed(), NARROW)
                .flatMap(kitchen -> evidence.pair(kitchen.at(1, 1), kitchen.at(1, 2)).stream())
                .max(Comparator.comparingInt(Evidence.Pair::launches));
    }

    /** Of the time that two cooks lose against twice as fast, the part in which one waited for the pantry. */
    private static Finding waiting(Evidence evidence, Evidence.Pair pair) {
        // Of a loss that the bound does not count as one there is no part.
        double lost = 2 - Math.min(pair.ratio(1).ratio(), TEXT.bound().value());
        Witness two = pair.other();
        return evidence.observed(two, WAITING, Witness.Over.SUM)
                .map(waited -> Finding.of(Evidence.ratio(waited, two.bootstrap(), 1 / lost), WAITED, List.of()))
                .orElseGet(() -> Finding.ofCounts(shares(two, lost), WAITED, List.of(two.time("places"))));
    }

    /** The same of each launch, of which one at least had nobody wait: there is no ratio to 0. */
    private static double[] shares(Witness two, double lost) {
        return Arrays.stream(two.observed(WAITING, Witness.Over.SUM))
                .map(waited -> waited / (lost * two.seconds()))
                .toArray();
    }

    private static Finding gain(Evidence evidence, Witness two) {
        return wide(evidence, two)
                .map(pair -> Finding.of(
                        pair.ratio(1),
                        GAINS,
                        List.of(pair.one().time("places"), pair.other().time("places"))))
                .orElseGet(() -> Finding.notMeasured(evidence.missing(WIDE.at(1, 2))));
    }

    private static Optional<Evidence.Pair> wide(Evidence evidence, Witness two) {
        return like(evidence, two, WIDE.at(1, 2));
    }

    /** Those two cooks and what differs from them as is wanted alone. */
    private static Optional<Evidence.Pair> like(Evidence evidence, Witness two, Wanted other) {
        return evidence.pairs(NARROW.at(1, 2).evenOversubscribed(), other.evenOversubscribed()).stream()
                .filter(pair -> pair.one().sample().number() == two.sample().number())
                .findFirst();
    }

    /** One cook, twice the kitchen, twice the pantry, and the two cooks at one place. */
    private static List<Exhibit> bars(Evidence evidence, Evidence.Pair pair) {
        Stream<Witness> others = Stream.of(like(evidence, pair.other(), NARROW.at(2, 1)), wide(evidence, pair.other()))
                .flatMap(Optional::stream)
                .map(Evidence.Pair::other);
        return Stream.of(Stream.of(pair.one()), others, Stream.of(pair.other()))
                .flatMap(part -> part)
                .map(witness -> witness.time("places"))
                .toList();
    }
}
