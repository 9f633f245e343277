package rxt.analysis.claim;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Deadlines missed by the clock with interrupts and with blocking regions. */
final class C24Deadlines implements Claim {
    private static final Text TEXT = new Text(
            "C24",
            "EDF meets all deadlines at U ≤ 1 when preemptive; blocking regions break that.",
            "S1",
            List.of("edf"),
            "share of deadlines that the preemptive scheduler misses by the clock in the median step, of tasks on "
                    + "threads of their own (median, least and most over launches), where blocking regions make it "
                    + "miss more than a tenth",
            Bound.below(0.05, "all deadlines is none missed, and one of the figure's sixteen is 0.0625"),
            "The earliest deadline first is optimal on one core as long as a job can be interrupted. A "
                    + "region that cannot be interrupted holds up a job that is more urgent: that is priority "
                    + "inversion. The order is checked exactly; what is measured is whether units of work, "
                    + "checkpoints and the handing over of the core keep the deadlines in seconds. The figure's tasks use "
                    + "the whole core, so each deadline may be late by slack times its period: without slack what "
                    + "handing over takes is missing at the end.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=edf --set edf.slack=0 --output outputs/c24.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    /** Of deadlines missed, not by chance. */
    private static final double SOME = 2 * TEXT.bound().value();

    @Override
    public Finding decide(Evidence evidence) {
        Wanted threads = Wanted.of("edf").with("jobs_on", "threads");
        Wanted cooperative = threads.with("mode", "cooperative");
        Wanted preemptive = threads.with("mode", "preemptive");
        Wanted blocking = threads.with("mode", "blocking");
        return evidence.pair(preemptive, blocking)
                .map(pair -> {
                    List<Exhibit> exhibits = Stream.concat(
                                    like(evidence.pairs(cooperative, preemptive), pair.one()),
                                    Stream.of(pair.one(), pair.other()))
                            .map(cell -> cell.figure(Finding.median(missed(cell)), "", "mode", "slack"))
                            .toList();
                    return Finding.ofCounts(missed(pair.one()), TEXT.bound(), exhibits)
                            .onlyIf(
                                    missed(pair.other()),
                                    share -> share > SOME,
                                    "with blocking regions more than a tenth of the deadlines were missed");
                })
                .orElseGet(() -> Finding.notMeasured(evidence.missing(preemptive, blocking)));
    }

    /** The equal cell without interrupts: the first of the lecture's figures, which decides nothing. */
    private static Stream<Witness> like(List<Evidence.Pair> pairs, Witness preemptive) {
        return pairs.stream()
                .filter(pair ->
                        pair.other().sample().number() == preemptive.sample().number())
                .map(Evidence.Pair::one)
                .limit(1);
    }

    /** Share of the deadlines of a step, by launch. */
    private static double[] missed(Witness witness) {
        double[] missed = witness.observed("deadlines missed by the clock", Witness.Over.SUM);
        double[] all = witness.observed("deadlines", Witness.Over.SUM);
        double[] shares = new double[Math.min(missed.length, all.length)];
        Arrays.setAll(shares, launch -> missed[launch] / all[launch]);
        return shares;
    }
}
