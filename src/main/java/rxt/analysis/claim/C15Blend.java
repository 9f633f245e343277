package rxt.analysis.claim;

import java.util.Comparator;
import java.util.List;

/** The best blend of ranks and threads against the best of either alone. */
final class C15Blend implements Claim {
    private static final Text TEXT = new Text(
            "C15",
            "Blending ranks and threads beats either alone.",
            "S0",
            List.of("image-signature"),
            "time of the best split with several ranks of several threads each over that of the best with "
                    + "ranks or threads alone; with more workers than CPUs, too, as in the lecture's grid",
            Bound.below(1.0, "faster is less than 1"),
            "A blend can win where processes get round a lock and threads share memory, or where a rank "
                    + "per memory domain keeps data near. Where there are no more cores than ranks or threads alone "
                    + "can fill, there is nothing to win.",
            "jobs/rxt run jobs/blend.yaml");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        Wanted any = Wanted.of("image-signature").evenOversubscribed();
        Wanted blends = any.where(cell -> cell.ranks() > 1 && cell.threads() > 1, "2×2 or more");
        Wanted alone = any.where(cell -> cell.ranks() == 1 || cell.threads() == 1, "1×1, 1×2, 2×1 …");
        List<Evidence.Pair> pairs = evidence.pairs(blends, alone);
        return pairs.stream()
                .min(Comparator.<Evidence.Pair>comparingDouble(
                                pair -> pair.one().seconds())
                        .thenComparingDouble(pair -> pair.other().seconds()))
                .map(best -> Finding.of(best.ratio(1), TEXT.bound(), grid(evidence, any, best)))
                .orElseGet(() -> Finding.notMeasured(evidence.missing(blends, alone)));
    }

    private static List<Exhibit> grid(Evidence evidence, Wanted any, Evidence.Pair best) {
        return evidence.all(any).stream()
                .filter(witness -> witness.cell()
                                .params()
                                .equals(best.one().cell().params())
                        && witness.cell().transport().equals(best.one().cell().transport()))
                .map(Witness::time)
                .toList();
    }
}
