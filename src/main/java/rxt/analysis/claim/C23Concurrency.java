package rxt.analysis.claim;

import java.util.List;

/** The same tasks in slices on one worker and in parallel on two. */
final class C23Concurrency implements Claim {
    private static final Text TEXT = new Text(
            "C23",
            "Concurrency makes progress on one core; only parallelism is faster.",
            "S1",
            List.of("timeslice"),
            "time of the tasks in slices on one worker over that in parallel on two, where the slices "
                    + "began several tasks before the first ended, and were no faster than one after the other",
            Bound.above(1.3, "two free cores make it 2; taking turns alone makes it 1"),
            "Taking turns lets every task get on, and none gets done sooner: the work is the same. Only "
                    + "another core does more of it at a time.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=timeslice");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        Wanted slices = Wanted.of("timeslice").with("mode", "concurrent").at(1, 1);
        Bound same = Bound.above(0.8, "as fast is 1");
        Wanted parallel = Wanted.of("timeslice").with("mode", "parallel").at(1, 2);
        return evidence.pair(slices, parallel)
                .map(pair -> Finding.of(
                                pair.ratio(1),
                                TEXT.bound(),
                                List.of(pair.one().time("mode"), pair.other().time("mode")))
                        .onlyIf(
                                pair.one().observed("jobs begun before the first ended", Witness.Over.LARGEST),
                                begun -> begun > 1,
                                "in slices, several jobs had begun before the first ended")
                        .and(
                                evidence.longer(
                                        slices,
                                        Wanted.of("timeslice")
                                                .with("mode", "serial")
                                                .at(1, 1),
                                        same),
                                "slices are no faster than one job after the other"))
                .orElseGet(() -> Finding.notMeasured(evidence.missing(slices, parallel)));
    }
}
