package rxt.analysis.claim;

import java.util.List;

/** The salad with twice the cooks in one kitchen. */
final class C18LargerKitchen implements Claim {
    private static final Text TEXT = new Text(
            "C18",
            "Twice the kitchen is not twice as fast: pantry and countertop are shared.",
            "S0",
            List.of("kitchen"),
            "speed-up of two cooks over one in the same kitchen",
            Bound.below(1.9, "twice as fast is 2; 5 % are for noise"),
            "Cooks queue at the one pantry and push each other off the countertop. What is shared bounds "
                    + "the kitchen, as memory bandwidth bounds triad: more cooks wait longer.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=kitchen");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        return evidence.longer(
                Wanted.of("kitchen").at(1, 1), Wanted.of("kitchen").at(1, 2), TEXT.bound());
    }
}
