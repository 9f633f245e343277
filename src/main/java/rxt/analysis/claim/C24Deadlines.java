package rxt.analysis.claim;

import java.util.List;

/** Deadlines missed with interrupts and with blocking regions. */
final class C24Deadlines implements Claim {
    private static final Text TEXT = new Text(
            "C24",
            "EDF meets all deadlines at U ≤ 1 when preemptive; blocking regions break that.",
            "S1",
            List.of("edf"),
            "deadlines missed by the preemptive scheduler, in units of work (median, least and most over "
                    + "launches), where blocking regions make it miss some",
            Bound.below(0.5, "all deadlines is none missed"),
            "The earliest deadline first is optimal on one core as long as a job can be interrupted. A "
                    + "region that cannot be interrupted holds up a job that is more urgent: that is priority "
                    + "inversion.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=edf");

    @Override
    public Text text() {
        return TEXT;
    }

    private static final String MISSED = "deadlines missed";

    @Override
    public Finding find(Evidence evidence) {
        Wanted preemptive = Wanted.of("edf").with("mode", "preemptive");
        Wanted blocking = Wanted.of("edf").with("mode", "blocking");
        return evidence.pair(preemptive, blocking)
                .map(pair -> {
                    double[] free = pair.one().observed(MISSED, Witness.Over.SUM);
                    double[] blocked = pair.other().observed(MISSED, Witness.Over.SUM);
                    return Finding.ofCounts(
                                    free,
                                    TEXT.bound(),
                                    List.of(
                                            pair.one().figure(Finding.median(free), "", "mode"),
                                            pair.other().figure(Finding.median(blocked), "", "mode")))
                            .onlyIf(blocked, missed -> missed > 0, "with blocking regions deadlines were missed");
                })
                .orElseGet(() -> Finding.notMeasured(evidence.missing(preemptive, blocking)));
    }
}
