package rxt.analysis.claim;

import java.util.List;

/** Whether a later change of an object is seen by whom it was handed to. */
final class C25Isolates implements Claim {
    private static final Text TEXT = new Text(
            "C25",
            "Isolated interpreters exchange by copy only.",
            "S1",
            List.of("isolates"),
            "later changes of an object that receivers saw through a channel (median, least and most over "
                    + "launches), where those of a shared heap saw them",
            Bound.below(0.5, "a copy shows none"),
            "What goes through a channel is written down and built again: the receiver owns it alone, so "
                    + "no lock is needed, and the copy costs time and memory. On a shared heap both hold the same "
                    + "object, and its changes.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=isolates --set 'isolates.length=[10,10000]'"
                    + " --output outputs/c25.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    private static final String SEEN = "changes seen";

    @Override
    public Finding decide(Evidence evidence) {
        Wanted channel = Wanted.of("isolates").with("variant", "channel").at(1, 2);
        Wanted heap = Wanted.of("isolates").with("variant", "shared").at(1, 2);
        return evidence.pair(channel, heap)
                .map(pair -> {
                    double[] copied = pair.one().observed(SEEN, Witness.Over.SUM);
                    double[] shared = pair.other().observed(SEEN, Witness.Over.SUM);
                    return Finding.ofCounts(
                                    copied,
                                    TEXT.bound(),
                                    List.of(
                                            pair.one().figure(Finding.median(copied), "", "variant"),
                                            pair.other().figure(Finding.median(shared), "", "variant")))
                            .onlyIf(shared, changes -> changes > 0, "on a shared heap changes were seen");
                })
                .orElseGet(() -> Finding.notMeasured(evidence.missing(channel, heap)));
    }
}
