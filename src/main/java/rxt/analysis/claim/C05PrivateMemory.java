package rxt.analysis.claim;

import java.util.List;

/** Who finds whose marks at one address. */
final class C05PrivateMemory implements Claim {
    private static final Text TEXT = new Text(
            "C05",
            "Processes cannot write each other's memory; threads can.",
            "S0 S1 S4",
            List.of("isolation"),
            "marks of each other that two ranks found at one address, where both had memory (median, least and most "
                    + "over launches); two threads found each other's",
            Bound.below(0.5, "none is none; half a mark cannot be"),
            "The operating system gives each process an address space of its own: what one writes at an address no "
                    + "other finds there, and who writes where his process has nothing gets a segmentation fault. "
                    + "Threads share theirs, and so do ranks that are threads of one JVM (--launcher local): they find "
                    + "all marks. What processes share they send.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=isolation --set 'isolation.additions=[1000,5000000]'"
                    + " --output outputs/c05.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        Wanted ranks = Wanted.of("isolation").inProcesses().at(2, 1);
        Wanted threads = Wanted.of("isolation").at(1, 2);
        return evidence.pair(ranks, threads)
                .map(pair -> {
                    double[] ofRanks = pair.one().observed("marks of other ranks found", Witness.Over.SUM);
                    double[] ofThreads = pair.other().observed("marks of other threads found", Witness.Over.SUM);
                    return Finding.ofCounts(
                                    ofRanks,
                                    TEXT.bound(),
                                    List.of(
                                            pair.one().figure(Finding.median(ofRanks), ""),
                                            pair.other().figure(Finding.median(ofThreads), "")))
                            .onlyIf(ofThreads, count -> count > 0, "threads found each other's marks in every launch");
                })
                .orElseGet(() -> Finding.notMeasured(evidence.missing(ranks, threads)));
    }
}
