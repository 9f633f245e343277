package rxt.analysis.claim;

import java.util.List;

/** How soon a flag is seen, and what watching it costs. */
final class C20BusyWaiting implements Claim {
    private static final Text TEXT = new Text(
            "C20",
            "Busy waiting reacts faster and burns CPU.",
            "S2",
            List.of("spin-or-park"),
            "time from flag to reaction of a parked thread over that of a spinning one, where spinning "
                    + "burns more CPU time",
            Bound.above(1.05, "slower is more than 1, and less than a twentieth more is a tie"),
            "A parked thread is woken by the operating system, which takes microseconds; a spinning one "
                    + "sees the flag at once and keeps its core from everybody else. Spin for short waits on cores "
                    + "of your own, park otherwise.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=spin-or-park --set 'spin-or-park.micros=[50,2000]'"
                    + " --output outputs/c20.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    private static final String LATENCY = "wake latency";
    private static final String BURNT = "cpu seconds";

    @Override
    public Finding decide(Evidence evidence) {
        Wanted park = Wanted.of("spin-or-park").with("variant", "park").at(1, 2);
        Wanted spin = Wanted.of("spin-or-park").with("variant", "spin").at(1, 2);
        return evidence.pair(park, spin)
                .flatMap(pair -> evidence.observed(pair.one(), LATENCY, Witness.Over.LARGEST)
                        .flatMap(parked -> evidence.observed(pair.other(), LATENCY, Witness.Over.LARGEST)
                                .map(spun -> Finding.of(
                                                Evidence.ratio(parked, spun),
                                                TEXT.bound(),
                                                List.of(latency(pair.one()), latency(pair.other())))
                                        .onlyIf(
                                                pair.other().observed(BURNT, Witness.Over.SUM),
                                                burnt -> burnt > cpu(pair.one()),
                                                "spinning took more CPU time than parking"))))
                .orElseGet(() -> Finding.notMeasured(evidence.missing(park, spin)));
    }

    private static double cpu(Witness witness) {
        return Finding.median(witness.observed(BURNT, Witness.Over.SUM));
    }

    private static Exhibit latency(Witness witness) {
        return witness.figure(Finding.median(witness.observed(LATENCY, Witness.Over.LARGEST)), "s", "variant");
    }
}
