package rxt.analysis.claim;

import java.util.List;

/** Waits of two threads under a lock that is released while they wait. */
final class C02WaitingUnderLock implements Claim {
    private static final Text TEXT = new Text(
            "C02",
            "I/O-bound work gains from threads even under the lock.",
            "S2 S4",
            List.of("io-wait"),
            "time of one thread over that of two, for requests during which the lock is released",
            Bound.above(1.5, "two threads that wait side by side make it 2; 1.5 is past any overlap " + "by chance"),
            "A thread that waits for a disk or a network does not need the interpreter, so it lets the "
                    + "lock go. Waiting overlaps, computing does not: compare lock=held.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=io-wait");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        return evidence.longer(
                Wanted.of("io-wait")
                        .with("work", "wait")
                        .with("lock", "released")
                        .at(1, 1),
                Wanted.of("io-wait")
                        .with("work", "wait")
                        .with("lock", "released")
                        .at(1, 2),
                TEXT.bound());
    }
}
