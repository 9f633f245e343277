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
                    + "with as much room; and so between two threads",
            Bound.above(1.2, "a fifth more is past the noise of small messages"),
            "A queue is made for many at both ends, so somebody must keep them apart. Between processes one "
                    + "holds it, whom the other asks for each item and waits for; between threads a lock does, which "
                    + "each call takes. Into a pipe one puts and out of it one takes: an item is one message that "
                    + "nobody asked for, and no lock is needed.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=queue");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        Wanted queue = Wanted.of("queue").with("variant", "monitor");
        Wanted pipe = Wanted.of("queue").with("variant", "pipe");
        return evidence.longer(queue.inProcesses().at(2, 1), pipe.inProcesses().at(2, 1), TEXT.bound())
                .and(evidence.longer(queue.at(1, 2), pipe.at(1, 2), TEXT.bound()), "it is so between two threads");
    }
}
