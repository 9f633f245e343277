package rxt.analysis.claim;

import java.util.List;
import java.util.Optional;

/** One item by a pipe and by a queue. */
final class C09PipeAndQueue implements Claim {
    private static final Text TEXT = new Text(
            "C09",
            "A pipe with two endpoints is faster than a queue.",
            "S1",
            List.of("ping-pong", "queue"),
            "time of an item through the queue over that of a message through the pipe, both of 16 "
                    + "doubles between two threads",
            Bound.above(1.2, "a fifth more is past the noise of small messages"),
            "A queue has many endpoints, so somebody must hold it: each item goes to the holder and on. A "
                    + "pipe has two, and nobody between.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=queue");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        Wanted queue = Wanted.of("queue")
                .with("variant", "monitor")
                .with("n", "16")
                .with("producers", "0")
                .at(1, 2);
        Wanted pipe =
                Wanted.of("ping-pong").with("n", "16").with("payload", "buffer").at(1, 2);
        Optional<Witness> item = evidence.first(queue);
        Optional<Witness> message = item.flatMap(one -> evidence.all(pipe).stream()
                .filter(other -> other.cell().transport().equals(one.cell().transport()))
                .findFirst());
        if (message.isEmpty()) {
            return Finding.notMeasured(evidence.missing(queue, pipe));
        }
        double scale = 2 * message.get().number("rounds") / item.get().number("items");
        return Finding.of(
                new Evidence.Pair(item.get(), message.get()).ratio(scale),
                TEXT.bound(),
                List.of(
                        item.get().figure(item.get().seconds() / item.get().number("items"), "s"),
                        message.get()
                                .figure(message.get().seconds() / message.get().number("rounds") / 2, "s")));
    }
}
