package rxt.analysis.claim;

import java.util.List;
import java.util.Locale;

/** The matrix product on hardware threads beyond the cores. */
final class C28HyperThreads implements Claim {
    private static final Text TEXT = new Text(
            "C28",
            "Hyper-threads are not cores.",
            "S0 S4",
            List.of("gemm"),
            "what all hardware threads gain over as many threads as cores, as part of what as many more "
                    + "cores would gain",
            Bound.below(0.5, "half of a core is taken as not a core"),
            "Two hardware threads share one core and its arithmetic: they hide each other's waiting for "
                    + "memory, and add little to a loop that computes all the time.",
            "jobs/rxt run jobs/laptop.yaml --only kernel=gemm --set 'grid.cores=[2,4,auto]' --output outputs/c28.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        Wanted gemm = Wanted.of("gemm").with("variant", "team").where(cell -> cell.ranks() == 1, "one rank");
        String missing = "gemm with as many threads as cores, and as hardware threads";
        for (Witness all : evidence.all(gemm)) {
            int cores = all.environment().physicalCores();
            int threads = all.environment().cores();
            if (cores == 0 || cores == threads) {
                return Finding.notMeasured(
                        cores == 0
                                ? "how many cores the machine has"
                                : "a machine with hardware threads: this one has " + cores + " cores and as many CPUs");
            }
            var pair = evidence.pair(gemm.at(1, cores), gemm.at(1, threads));
            if (pair.isPresent()) {
                double more = (double) threads / cores;
                // All of it would be a ratio of `more`: the share above 1 is what counts.
                return Finding.gain(
                        pair.get().ratio(1),
                        more,
                        TEXT.bound(),
                        List.of(pair.get().one().time(), pair.get().other().time()));
            }
            missing = String.format(
                    Locale.ROOT, "gemm at 1×%1$d and 1×%2$d (--set 'grid.cores=[%1$d,%2$d]')", cores, threads);
        }
        return Finding.notMeasured(missing);
    }
}
