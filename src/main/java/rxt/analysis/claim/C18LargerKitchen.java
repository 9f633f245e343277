package rxt.analysis.claim;

import java.util.List;

/** The salad with twice the cooks in one kitchen. */
final class C18LargerKitchen implements Claim {
    private static final Text TEXT = new Text(
            "C18",
            "Twice the kitchen is not twice as fast: pantry and countertop are shared.",
            "S0",
            List.of("kitchen"),
            "speed-up of two cooks over one in the same kitchen, where cooks waited for the pantry",
            Bound.below(1.9, "twice as fast is 2; 5 % are for noise"),
            "Cooks queue at the one pantry and share the way to the countertop. What is shared bounds the "
                    + "kitchen: more cooks wait longer. A pantry with two places (places=2) shows what it costs.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=kitchen");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        Wanted one = Wanted.of("kitchen").at(1, 1);
        Wanted two = Wanted.of("kitchen").at(1, 2);
        return evidence.pair(one, two)
                .map(pair -> Finding.of(
                                pair.ratio(1),
                                TEXT.bound(),
                                List.of(pair.one().time(), pair.other().time()))
                        .onlyIf(
                                pair.other().observed("waited for the pantry", Witness.Over.SUM),
                                seconds -> seconds > 0,
                                "two cooks waited for the pantry"))
                .orElseGet(() -> Finding.notMeasured(evidence.missing(one, two)));
    }
}
