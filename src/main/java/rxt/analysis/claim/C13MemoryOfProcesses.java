package rxt.analysis.claim;

import java.util.List;

/** One table in two processes and in one with two threads. */
final class C13MemoryOfProcesses implements Claim {
    private static final Text TEXT = new Text(
            "C13",
            "Processes multiply memory use; threads share it.",
            "S2 S4",
            List.of("footprint"),
            "memory of two ranks together, shared pages counted once, over that of one rank with two " + "threads",
            Bound.above(1.5, "two processes with a table each make it 2, threads 1"),
            "Each process has its own table, its own heap and its own virtual machine. A window that the "
                    + "ranks of a node share holds the table once: compare layout=shared.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=footprint --set 'footprint.bytes=[8000000,400000000]'"
                    + " --output outputs/c13.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    private static final String BYTES = "proportional bytes";

    @Override
    public Finding decide(Evidence evidence) {
        Wanted ranks = Wanted.of("footprint")
                .with("layout", "replicated")
                .inProcesses()
                .at(2, 1);
        Wanted threads = Wanted.of("footprint").with("layout", "replicated").at(1, 2);
        return evidence.pair(ranks, threads)
                .map(pair -> evidence.observed(pair.one(), BYTES, Witness.Over.SUM)
                        .flatMap(of -> evidence.observed(pair.other(), BYTES, Witness.Over.SUM)
                                .map(other -> Finding.of(
                                        Evidence.ratio(of, other),
                                        TEXT.bound(),
                                        List.of(bytes(pair.one()), bytes(pair.other())))))
                        .orElseGet(() -> Finding.notMeasured("the " + BYTES + " of ranks, which Linux tells")))
                .orElseGet(() -> Finding.notMeasured(evidence.missing(ranks, threads)));
    }

    private static Exhibit bytes(Witness witness) {
        return witness.figure(Finding.median(witness.observed(BYTES, Witness.Over.SUM)), "byte", "layout");
    }
}
