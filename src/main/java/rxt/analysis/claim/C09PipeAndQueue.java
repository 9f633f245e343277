package rxt.analysis.claim;

import java.util.List;

/** The same items through a queue and through a pipe. */
final class C09PipeAndQueue implements Claim {
    private static final Text TEXT = new Text(
            "C09",
            "A pipe with two endpoints is faster than a queue.",
            "S1",
            List.of("queue"),
            "time of a stream of items from one process to another through a queue over that through a pipe "
                    + "with as much room",
            Bound.above(1.2, "a fifth more is past the noise of small messages"),
            "A queue is made for many at both ends, so one process holds it, whom the other asks for each item "
                    + "and waits for. A pipe has two ends: an item is one message that nobody had to ask for, and "
                    + "the next one need not wait for it. (Python's Queue is a pipe with locks and a thread that feeds it, "
                    + "and Manager().Queue() is as here.)",
            "jobs/rxt run jobs/lectures.yaml --only kernel=queue --set 'queue.n=[1,256]' --output outputs/c09.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        Wanted between = Wanted.of("queue").inProcesses().at(2, 1);
        return evidence.longer(between.with("variant", "monitor"), between.with("variant", "pipe"), TEXT.bound());
    }
}
