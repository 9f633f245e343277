package rxt.analysis.claim;

import java.util.List;

/** Who sees whose writes to "the same" variable. */
final class C05PrivateMemory implements Claim {
    private static final Text TEXT = new Text(
            "C05",
            "Processes cannot write each other's memory; threads can.",
            "S0 S1 S4",
            List.of("isolation"),
            "writes of others that a rank of two saw in its variable (median, least and most over "
                    + "launches), where each of two threads saw the other's",
            Bound.below(0.5, "none is none; half a write cannot be"),
            "The operating system gives each process an address space of its own; threads of one process "
                    + "share theirs. What ranks share they send. Ranks that are threads of one JVM are kept apart "
                    + "by their objects alone.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=isolation");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        Wanted ranks = Wanted.of("isolation").inProcesses().at(2, 1);
        Wanted threads = Wanted.of("isolation").at(1, 2);
        return evidence.pair(ranks, threads)
                .map(pair -> {
                    String seen = "writes of others seen";
                    double[] ofRanks = pair.one().observed(seen, Witness.Over.SUM);
                    double[] ofThreads = pair.other().observed(seen, Witness.Over.SUM);
                    return Finding.ofCounts(
                                    ofRanks,
                                    TEXT.bound(),
                                    List.of(
                                            pair.one().figure(Finding.median(ofRanks), ""),
                                            pair.other().figure(Finding.median(ofThreads), "")))
                            .onlyIf(ofThreads, count -> count > 0, "threads saw each other's writes in every launch");
                })
                .orElseGet(() -> Finding.notMeasured(evidence.missing(ranks, threads)));
    }
}
