package rxt.analysis.claim;

import java.util.List;

/** Workers beyond the permits of a semaphore. */
final class C19Permits implements Claim {
    private static final Text TEXT = new Text(
            "C19",
            "A semaphore caps concurrency, and throughput saturates there.",
            "S1 S2",
            List.of("semaphore"),
            "what a second worker gains where one permit lets one in at a time: time of one thread over "
                    + "that of two; with two permits it gains a fifth or more",
            Bound.below(1.2, "saturated is 1; with two permits two free cores make it 2"),
            "Who has no permit waits, so throughput grows with the permits and not with the workers. "
                    + "Permits protect what cannot take more: a database, a licence, memory. A launch that let more "
                    + "in than permits is invalid.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=semaphore");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        Wanted one = Wanted.of("semaphore").with("permits", "1");
        Wanted two = Wanted.of("semaphore").with("permits", "2");
        Bound gains = Bound.above(1.2, "two free cores make it 2");
        return evidence.longer(one.at(1, 1), one.at(1, 2), TEXT.bound())
                .and(evidence.longer(two.at(1, 1), two.at(1, 2), gains), "with two permits a second worker gains");
    }
}
