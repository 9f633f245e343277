package rxt.analysis.claim;

import java.util.Comparator;
import java.util.List;

/** A compute-bound job with more workers than CPUs. */
final class C16TooManyWorkers implements Claim {
    private static final Text TEXT = new Text(
            "C16",
            "More workers than cores slows a compute-bound job down.",
            "S0",
            List.of("image-signature"),
            "time with most workers over that of the best split with one for each CPU",
            Bound.above(1.05, "slower is more than 1, and less than a twentieth more is a tie"),
            "Workers beyond the cores take turns: each turn costs a switch and cold caches, and whoever "
                    + "waits at a barrier waits for a worker that is not running.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=image-signature --set 'image-signature.images=[12,48]'"
                    + " --output outputs/c16.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        Wanted fitting = Wanted.of("image-signature");
        Wanted any = fitting.evenOversubscribed();
        int cpus = evidence.cpus(any);
        Wanted full = fitting.where(
                cell -> cell.nodes() == 1 && cell.workers() == cpus,
                cpus == 0 ? "as many workers as CPUs" : cpus + " workers, such as 1×" + cpus);
        Wanted crowded = any.where(
                cell -> cell.nodes() == 1 && cell.workers() > cpus,
                cpus == 0 ? "more workers than CPUs" : "more than " + cpus + " workers, such as 1×" + 2 * cpus);
        return evidence.pairs(crowded, full).stream()
                .max(Comparator.<Evidence.Pair>comparingInt(
                                pair -> pair.one().cell().workers())
                        .thenComparingDouble(pair -> -pair.other().seconds()))
                .map(pair -> Finding.of(
                        pair.ratio(1),
                        TEXT.bound(),
                        List.of(pair.one().time(), pair.other().time())))
                .orElseGet(() -> Finding.notMeasured(evidence.missing(full, crowded)));
    }
}
