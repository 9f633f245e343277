package rxt.analysis.claim;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import rxt.record.Cell;

/** The best blend of ranks and threads against the best of either alone. */
final class C15Blend implements Claim {
    private static final Text TEXT = new Text(
            "C15",
            "Blending ranks and threads beats either alone.",
            "S0",
            List.of("image-signature"),
            "time of the best split with several ranks of several threads each over that of the best with "
                    + "ranks or threads alone, among which one has a worker for each CPU; with more workers than "
                    + "CPUs, too, as in the lecture's grid",
            Bound.below(0.95, "faster is less than 1, and less than a twentieth less is a tie"),
            "A blend can win where processes get round a lock and threads share memory, or where a rank "
                    + "per memory domain keeps data near. Where there are no more cores than ranks or threads alone "
                    + "can fill, there is nothing to win.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=image-signature --set 'image-signature.images=[3,4]'"
                    + " --output outputs/c15.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        Wanted any = Wanted.of("image-signature")
                .evenOversubscribed()
                .where(cell -> cell.nodes() == 1, "any split of one node");
        int cpus = evidence.cpus(any);
        Wanted blends = any.where(cell -> cell.nodes() == 1 && !isAlone(cell), "2×2 or more");
        Wanted alone = any.where(cell -> cell.nodes() == 1 && isAlone(cell), "1×1, 1×2, 2×1 …");
        Wanted full = alone.where(
                cell -> cell.nodes() == 1 && isAlone(cell) && cell.workers() == cpus,
                cpus == 0 ? "as many ranks, or threads, as CPUs" : "1×" + cpus + " or " + cpus + "×1");
        for (List<Witness> grid : evidence.groups(any)) {
            Optional<Witness> blend = fastest(grid, blends);
            Optional<Witness> other = fastest(grid, alone);
            if (blend.isPresent() && fastest(grid, full).isPresent()) {
                return Finding.of(
                        new Evidence.Pair(blend.get(), other.orElseThrow()).ratio(1),
                        TEXT.bound(),
                        grid.stream().map(Witness::time).toList());
            }
        }
        return Finding.notMeasured(evidence.missing(blends, full));
    }

    private static boolean isAlone(Cell cell) {
        return cell.ranks() == 1 || cell.threads() == 1;
    }

    private static Optional<Witness> fastest(List<Witness> grid, Wanted wanted) {
        return grid.stream()
                .filter(witness -> wanted.matches(witness.cell()))
                .min(Comparator.comparingDouble(Witness::seconds));
    }
}
