package rxt.analysis.claim;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Items through stages of unequal cost. */
final class C22SlowestStage implements Claim {
    private static final Text TEXT = new Text(
            "C22",
            "A pipeline runs at the pace of its slowest stage.",
            "S2",
            List.of("pipeline"),
            "time between items at the end over the time that the slowest of two workers computes for an "
                    + "item, its stages together, in the pipeline whose slowest stage is the slowest; in every other "
                    + "one with a slower stage, too",
            Bound.below(1.3, "at the pace is 1; a third more would be another pace"),
            "Stages before the slowest wait for room, those after it wait for items. Divide the slowest "
                    + "stage, or give it a team: the others need nothing.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=pipeline --set 'pipeline.slowest=[1,8]'"
                    + " --output outputs/c22.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    private static final String BETWEEN = "time between items";
    private static final String SLOWEST = "slowest worker";

    @Override
    public Finding decide(Evidence evidence) {
        Wanted two = Wanted.of("pipeline")
                .where(cell -> cell.workers() == 2, "two workers, with slowest above 1 (a stage that is slower)");
        List<Witness> pipelines = evidence.all(two).stream()
                .filter(witness -> witness.number("slowest") > 1)
                .sorted(Comparator.comparingDouble(witness -> -witness.number("slowest")))
                .toList();
        String[] apart = apart(pipelines);
        List<Finding> findings = pipelines.stream()
                .map(witness -> pace(evidence, witness, apart)
                        .orElseGet(() -> Finding.notMeasured("what the kernel finds beside its time, of "
                                + witness.figure(0, "s", apart).label())))
                .toList();
        if (findings.isEmpty()) {
            return Finding.notMeasured(evidence.missing(two));
        }
        Finding finding = findings.getFirst();
        for (Finding other : findings.subList(1, findings.size())) {
            finding = finding.and(
                    other,
                    "every pipeline keeps that pace: "
                            + other.exhibits().getFirst().label());
        }
        return finding;
    }

    /** How many times as long as its slowest worker computes it takes to the next item. */
    private static Optional<Finding> pace(Evidence evidence, Witness witness, String... apart) {
        return evidence.observed(witness, BETWEEN, Witness.Over.LARGEST)
                .flatMap(between -> evidence.observed(witness, SLOWEST, Witness.Over.LARGEST)
                        .map(slowest -> Finding.of(
                                Evidence.ratio(between, slowest),
                                TEXT.bound(),
                                List.of(seconds(witness, BETWEEN, apart), seconds(witness, SLOWEST, apart)))));
    }

    /** How much slower a stage is, and what else differs between them. */
    private static String[] apart(List<Witness> pipelines) {
        Stream<String> differ = pipelines.stream()
                .flatMap(witness -> witness.cell().params().keySet().stream())
                .filter(name ->
                        pipelines.stream().map(w -> w.param(name)).distinct().count() > 1);
        return Stream.concat(Stream.of("slowest"), differ).distinct().sorted().toArray(String[]::new);
    }

    private static Exhibit seconds(Witness witness, String what, String... apart) {
        double median = Finding.median(witness.observed(what, Witness.Over.LARGEST));
        Exhibit bar = witness.figure(median, "s", apart);
        return new Exhibit(bar.cell(), what + ", " + bar.label(), bar.value(), bar.interval(), bar.unit());
    }
}
