package rxt.analysis.claim;

import java.util.List;

/** Waits of two threads, and of many, under a lock that is released while they wait. */
final class C02WaitingUnderLock implements Claim {
    private static final Text TEXT = new Text(
            "C02",
            "I/O-bound work gains from threads even under the lock.",
            "S2 S4",
            List.of("io-wait"),
            "time of one thread over that of two, for requests during which the lock is released; no such gain "
                    + "where it is held; and 16 threads, be they more than cores, take less than half the time of two",
            Bound.above(1.3, "two threads that wait side by side make it 2; below 1.3 is what noise may give"),
            "A thread that waits for a disk or a network needs neither the interpreter nor a core, so it lets the "
                    + "lock go, and far more threads than cores still help. Waiting overlaps, computing does not: "
                    + "compare lock=held.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=io-wait --set 'io-wait.work=[wait,compute]'"
                    + " --output outputs/c02.h5");

    private static final Wanted FREE = Wanted.of("io-wait").with("work", "wait").with("lock", "released");
    private static final Wanted HELD = Wanted.of("io-wait").with("work", "wait").with("lock", "held");
    private static final Wanted MANY = FREE.at(1, 16).evenOversubscribed();

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        Bound none = Bound.below(1.2, "no gain is 1");
        Bound more = Bound.above(2, "16 waits side by side make it 8, no more of them than two 1");
        Finding two = evidence.longer(FREE.at(1, 1), FREE.at(1, 2), TEXT.bound())
                .and(
                        evidence.longer(HELD.at(1, 1), HELD.at(1, 2), none),
                        "a second thread gains nothing while the lock is held")
                .and(evidence.longer(FREE.at(1, 2), MANY, more), "16 threads take less than half the time of two");
        return evidence.pair(FREE.at(1, 2), MANY)
                .map(pair -> two.showing(pair.other().time("lock", "work")))
                .orElse(two);
    }
}
