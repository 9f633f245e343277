package rxt.analysis.claim;

import java.util.Comparator;
import java.util.List;

/** Large data between ranks as memory and as objects. */
final class C10CostOfPassing implements Claim {
    private static final Text TEXT = new Text(
            "C10",
            "Passing much data between processes eats the gain.",
            "S1",
            List.of("ping-pong"),
            "time of the largest message as a serialised object over that as memory, between two ranks",
            Bound.above(
                    1.5,
                    "two workers gain a factor of 2 at most; half as much again for what "
                            + "passes between them takes most of that where much is passed"),
            "An object is written to bytes, copied, and built again on the other side. Memory that lies "
                    + "as the receiver wants it is copied once. Split the data where it is made, or pass what is "
                    + "small.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=ping-pong");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        Wanted object =
                Wanted.of("ping-pong").with("payload", "object").inProcesses().at(2, 1);
        Wanted buffer = Wanted.of("ping-pong").with("payload", "buffer").at(2, 1);
        return evidence.pairs(object, buffer).stream()
                .max(Comparator.<Evidence.Pair>comparingDouble(
                                pair -> pair.one().number("n"))
                        .thenComparingInt(Evidence.Pair::launches))
                .map(pair -> Finding.of(
                        pair.ratio(1),
                        TEXT.bound(),
                        List.of(pair.one().time("n", "payload"), pair.other().time("n", "payload"))))
                .orElseGet(() -> Finding.notMeasured(evidence.missing(object, buffer)));
    }
}
