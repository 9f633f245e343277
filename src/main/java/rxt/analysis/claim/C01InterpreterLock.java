package rxt.analysis.claim;

import java.util.List;

/** Threads behind one lock against ranks with a lock each. */
final class C01InterpreterLock implements Claim {
    private static final Text TEXT = new Text(
            "C01",
            "CPU-bound threads under a global interpreter lock give no speed-up; processes do.",
            "S0 S1 S2 S3 S4",
            List.of("gil"),
            "time of two threads over that of two ranks, which have a lock each; 1 would say that both "
                    + "gain alike. And two threads over one gain less than a fifth",
            Bound.above(
                    1.3,
                    "two free cores make it 2, and hand-overs of the lock only add; 1.3 " + "leaves a third for noise"),
            "One interpreter lock per process lets one thread run at a time, so a second thread waits. A "
                    + "second process has a lock of its own. The lock protects the interpreter, not your data.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=gil --set 'gil.release=[false,true]'"
                    + " --output outputs/c01.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    private static final Wanted GIL = Wanted.of("gil").with("work", "compute").with("release", "false");

    @Override
    public Finding decide(Evidence evidence) {
        Bound none = Bound.below(1.2, "no speed-up is 1");
        return evidence.longer(GIL.at(1, 2), GIL.inProcesses().at(2, 1), TEXT.bound())
                .and(evidence.longer(GIL.at(1, 1), GIL.at(1, 2), none), "a second thread gains less than a fifth");
    }
}
