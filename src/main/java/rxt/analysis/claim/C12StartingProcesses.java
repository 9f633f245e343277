package rxt.analysis.claim;

import java.util.List;

/** Starting and joining a JVM and a thread. */
final class C12StartingProcesses implements Claim {
    private static final Text TEXT = new Text(
            "C12",
            "Starting a process costs more than starting a thread.",
            "S2 S4",
            List.of("spawn"),
            "time to start and join a JVM over that of a platform thread, each",
            Bound.above(
                    10,
                    "an order of magnitude: a process needs an address space, a program "
                            + "and, in Java, a virtual machine"),
            "Start workers once and keep them: that is what a pool is for. An AOT cache makes a JVM start "
                    + "faster, and a virtual thread starts cheaper still: compare the kinds.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=spawn --set spawn.count=2 --output outputs/c12.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        Wanted process = Wanted.of("spawn").with("kind", "jvm").at(1, 1);
        Wanted thread = Wanted.of("spawn").with("kind", "platform").at(1, 1);
        return evidence.pair(process, thread, "count")
                .map(pair -> {
                    double scale = pair.other().number("count") / pair.one().number("count");
                    return Finding.of(pair.ratio(scale), TEXT.bound(), List.of(each(pair.one()), each(pair.other())));
                })
                .orElseGet(() -> Finding.notMeasured(evidence.missing(process, thread)));
    }

    private static Exhibit each(Witness witness) {
        return witness.figure(witness.seconds() / witness.number("count"), "s", "kind");
    }
}
