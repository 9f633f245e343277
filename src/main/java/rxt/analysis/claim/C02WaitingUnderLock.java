package rxt.analysis.claim;

import java.util.List;

/** Waits of two threads under a lock that is released while they wait. */
final class C02WaitingUnderLock implements Claim {
    private static final Text TEXT = new Text(
            "C02",
            "I/O-bound work gains from threads even under the lock.",
            "S2 S4",
            List.of("io-wait"),
            "time of one thread over that of two, for requests during which the lock is released; and no "
                    + "such gain where it is held",
            Bound.above(1.3, "two threads that wait side by side make it 2; below 1.3 is what noise " + "may give"),
            "A thread that waits for a disk or a network does not need the interpreter, so it lets the "
                    + "lock go. Waiting overlaps, computing does not: compare lock=held.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=io-wait");

    @Override
    public Text text() {
        return TEXT;
    }

    private static final Wanted FREE = Wanted.of("io-wait").with("work", "wait").with("lock", "released");
    private static final Wanted HELD = Wanted.of("io-wait").with("work", "wait").with("lock", "held");

    @Override
    public Finding find(Evidence evidence) {
        Bound none = Bound.below(1.2, "no gain is 1");
        return evidence.longer(FREE.at(1, 1), FREE.at(1, 2), TEXT.bound())
                .and(
                        evidence.longer(HELD.at(1, 1), HELD.at(1, 2), none),
                        "a second thread gains nothing while the lock is held");
    }
}
