package rxt.analysis.claim;

import java.util.List;

/** Items through stages of unequal cost. */
final class C22SlowestStage implements Claim {
    private static final Text TEXT = new Text(
            "C22",
            "A pipeline runs at the pace of its slowest stage.",
            "S2",
            List.of("pipeline"),
            "time between items at the end over the time that the slowest of two workers computes for an "
                    + "item, its stages together",
            Bound.below(1.3, "at the pace is 1; a third more would be another pace"),
            "Stages before the slowest wait for room, those after it wait for items. Divide the slowest "
                    + "stage, or give it a team: the others need nothing.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=pipeline --set 'pipeline.slowest=[1,8]'"
                    + " --output outputs/c22.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        Wanted two = Wanted.of("pipeline").where(cell -> cell.workers() == 2, "two workers");
        for (Witness witness : evidence.all(two)) {
            var between = evidence.observed(witness, "time between items", Witness.Over.LARGEST);
            var slowest = evidence.observed(witness, "slowest worker", Witness.Over.LARGEST);
            if (between.isPresent() && slowest.isPresent()) {
                return Finding.of(
                        Evidence.ratio(between.get(), slowest.get()),
                        TEXT.bound(),
                        List.of(seconds(witness, "time between items"), seconds(witness, "slowest worker")));
            }
        }
        return Finding.notMeasured(two.words());
    }

    private static Exhibit seconds(Witness witness, String what) {
        Exhibit bar = witness.figure(Finding.median(witness.observed(what, Witness.Over.LARGEST)), "s");
        return new Exhibit(bar.cell(), what + ", " + bar.label(), bar.value(), bar.interval(), bar.unit());
    }
}
