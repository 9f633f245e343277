package rxt.analysis.claim;

import java.util.List;

/** A counter that two threads share, unprotected and under a lock. */
final class C04LostUpdates implements Claim {
    private static final Text TEXT = new Text(
            "C04",
            "Unprotected shared updates are lost; a lock makes them right and slower.",
            "S0 S1",
            List.of("race"),
            "time under the lock over the time unprotected, where every unprotected launch lost updates "
                    + "and none under the lock",
            Bound.above(1.05, "slower is more than 1, and less than a twentieth more is a tie"),
            "Reading, adding and writing are three steps: two threads that interleave write the same sum, "
                    + "and one update is gone. Atomics, adders and reductions are right, too, and cost less than a "
                    + "lock: compare the variants.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=race --set 'race.meetings=[1,1000]'"
                    + " --output outputs/c04.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        Wanted locked = Wanted.of("race").with("variant", "lock").at(1, 2);
        Wanted bare = Wanted.of("race").with("variant", "unprotected").at(1, 2);
        return evidence.pair(locked, bare)
                .map(pair -> {
                    double[] lost = pair.other().observed("lost updates", Witness.Over.SUM);
                    double[] kept = pair.one().observed("lost updates", Witness.Over.SUM);
                    return Finding.of(
                                    pair.ratio(1),
                                    TEXT.bound(),
                                    List.of(
                                            pair.one().time("variant"),
                                            pair.other().time("variant")))
                            .onlyIf(
                                    lost,
                                    updates -> updates > 0,
                                    "the unprotected counter lost updates in every launch")
                            .onlyIf(kept, updates -> updates == 0, "the locked counter lost none");
                })
                .orElseGet(() -> Finding.notMeasured(evidence.missing(locked, bare)));
    }
}
