package rxt.analysis.claim;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Unequal items dealt in chunks of every size. */
final class C07ChunkSize implements Claim {
    private static final Text TEXT = new Text(
            "C07",
            "Too many chunks cost overhead, too few leave cores idle.",
            "S1",
            List.of("chunks"),
            "time at the smallest or the largest chunk, whichever is less, over that at the best chunk "
                    + "between them",
            Bound.above(
                    1.05,
                    "both ends must be worse than the middle; 5 % is more than the noise of " + "a quiet machine"),
            "Each chunk costs a hand-over; the last chunk keeps one worker busy while others wait. "
                    + "Between lies a flat valley: a few chunks per worker are near enough to the best.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=chunks --set 'chunks.cost=[equal,spiked]'"
                    + " --output outputs/c07.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        Wanted chunks = Wanted.of("chunks").with("schedule", "dynamic").at(1, 2);
        List<Witness> curve = evidence.groups(chunks, "chunk").stream().findFirst().orElse(List.of()).stream()
                .sorted(Comparator.comparingDouble(witness -> witness.number("chunk")))
                .toList();
        if (curve.size() < 3) {
            return Finding.notMeasured("three chunk sizes of " + chunks.words() + ", there are " + curve.size());
        }
        Witness best = curve.subList(1, curve.size() - 1).stream()
                .min(Comparator.comparingDouble(Witness::seconds))
                .orElseThrow();
        Evidence.Pair end = Stream.of(curve.getFirst(), curve.getLast())
                .map(witness -> new Evidence.Pair(witness, best))
                .min(Comparator.comparingDouble(pair -> pair.one().seconds()))
                .orElseThrow();
        return Finding.of(
                end.ratio(1),
                TEXT.bound(),
                curve.stream().map(witness -> witness.time("chunk")).toList());
    }
}
