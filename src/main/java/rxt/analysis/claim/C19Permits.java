package rxt.analysis.claim;

import java.util.Arrays;
import java.util.List;

/** Workers beyond the permits of a semaphore. */
final class C19Permits implements Claim {
    private static final Text TEXT = new Text(
            "C19",
            "A semaphore caps concurrency, and throughput saturates there.",
            "S1 S2",
            List.of("semaphore"),
            "what a second worker gains where one permit lets one in at a time: time of one thread over "
                    + "that of two; never more inside than permits",
            Bound.below(1.2, "saturated is 1; with two permits two free cores make it 2"),
            "Who has no permit waits, so throughput grows with the permits and not with the workers. "
                    + "Permits protect what cannot take more: a database, a licence, memory.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=semaphore");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        Wanted one = Wanted.of("semaphore").with("permits", "1").at(1, 1);
        Wanted two = Wanted.of("semaphore").with("permits", "1").at(1, 2);
        return evidence.pair(one, two)
                .map(pair -> Finding.of(
                                pair.ratio(1),
                                TEXT.bound(),
                                List.of(pair.one().time("permits"), pair.other().time("permits")))
                        .onlyIf(
                                evidence.all(Wanted.of("semaphore").evenOversubscribed()).stream()
                                        .allMatch(C19Permits::capped),
                                "no launch let more in than there are permits"))
                .orElseGet(() -> Finding.notMeasured(evidence.missing(one, two)));
    }

    private static boolean capped(Witness witness) {
        return Arrays.stream(witness.observed("most inside", Witness.Over.LARGEST))
                .allMatch(inside -> inside <= witness.number("permits"));
    }
}
