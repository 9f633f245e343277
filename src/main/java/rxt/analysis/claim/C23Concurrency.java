package rxt.analysis.claim;

import java.util.List;

/** The same tasks on threads that take turns on one worker, and in parallel on two. */
final class C23Concurrency implements Claim {
    private static final Text TEXT = new Text(
            "C23",
            "Concurrency makes progress on one core; only parallelism is faster.",
            "S1",
            List.of("timeslice"),
            "time of the tasks on threads that take turns on one worker over that in parallel on two, where "
                    + "several threads were at work before the first task ended and were no faster than one task after "
                    + "the other, which takes longer than in parallel, too",
            Bound.above(1.3, "two free cores make it 2; taking turns alone makes it 1"),
            "Taking turns lets every task get on, and none gets done sooner: the work is the same. Only "
                    + "another core does more of it at a time.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=timeslice --set 'timeslice.slice=[1,20]'"
                    + " --output outputs/c23.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        Wanted turns = Wanted.of("timeslice").with("mode", "threads").at(1, 1);
        Wanted serial = Wanted.of("timeslice").with("mode", "serial").at(1, 1);
        Wanted parallel = Wanted.of("timeslice").with("mode", "parallel").at(1, 2);
        Bound same = Bound.above(0.8, "as fast is 1");
        return evidence.pair(turns, parallel)
                .map(pair -> Finding.of(
                                pair.ratio(1),
                                TEXT.bound(),
                                List.of(pair.one().time("mode"), pair.other().time("mode")))
                        .onlyIf(
                                pair.one().observed("threads at work before the first job ended", Witness.Over.LARGEST),
                                threads -> threads > 1,
                                "several threads were at work before the first task ended")
                        .and(evidence.longer(turns, serial, same), "turns are no faster than one task after the other")
                        .and(
                                evidence.longer(serial, parallel, TEXT.bound()),
                                "one task after the other takes longer than in parallel"))
                .orElseGet(() -> Finding.notMeasured(evidence.missing(turns, parallel)));
    }
}
