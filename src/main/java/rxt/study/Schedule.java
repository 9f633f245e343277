package rxt.study;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Which launch comes next: in rounds, one launch of each cell that wants one, each round shuffled anew by the seed, so
 * that a slow hour of the machine hits all cells alike; at last the base case again, to show whether the machine drifted.
 *
 * <p>The base case is the first of the cells with the fewest workers. A round's order depends on the seed and its number
 * only, so an interrupted study goes on in the order that it had.
 */
final class Schedule {
    private static final long ROUNDS = 1_000_003;

    private final List<Launches> all;
    private final List<Launches> cells;
    private final Study study;
    private final Deque<Launches> round = new ArrayDeque<>();
    private int givenForDrift;

    /** A launch to come. */
    record Next(Launches of, int launch) {
        PlannedCell planned() {
            return of.planned();
        }
    }

    /**
     * The schedule of a run.
     *
     * @param planned every planned cell, in the order of the plan; those that this run leaves out have spent time too
     * @param study with seed and budget
     */
    Schedule(List<Launches> planned, Study study) {
        this.all = List.copyOf(planned);
        this.cells = all.stream().filter(cell -> cell.planned().runs()).toList();
        this.study = study;
    }

    /** The launch to make now; absent where all are made. */
    Optional<Next> next() {
        do {
            while (!round.isEmpty()) {
                Launches cell = round.removeFirst();
                if (cell.wants(leftSeconds())) {
                    return Optional.of(new Next(cell, cell.next()));
                }
            }
            round.addAll(nextRound());
        } while (!round.isEmpty());
        Optional<Next> drift =
                base().filter(cell -> forDriftToCome() > 0).map(cell -> new Next(cell, cell.nextForDrift()));
        givenForDrift += drift.isPresent() ? 1 : 0;
        return drift;
    }

    /** The cells that are the furthest behind, so that those of an interrupted study catch up. */
    private List<Launches> nextRound() {
        double left = leftSeconds();
        Set<Launches> wanting = cells.stream().filter(cell -> cell.wants(left)).collect(Collectors.toSet());
        int number = wanting.stream().mapToInt(Launches::next).min().orElse(0);
        List<Launches> shuffled = new ArrayList<>(cells);
        Collections.shuffle(shuffled, new SplittableRandom(study.seed() * ROUNDS + number));
        shuffled.removeIf(cell -> !wanting.contains(cell) || cell.next() != number);
        return shuffled;
    }

    /** What is left of the time for the whole study. */
    double leftSeconds() {
        return study.whole().seconds()
                - all.stream().mapToDouble(Launches::seconds).sum();
    }

    /** The same where {@code cell} is the base case, otherwise 0. */
    int forDriftToCome(Launches cell) {
        return base().filter(cell::equals).isPresent() ? forDriftToCome() : 0;
    }

    /**
     * Launches of the base case that are still to come at the end; none in a run that leaves the base case out. Those
     * that other launches came after, in a study that went on, no longer stand at the end.
     */
    int forDriftToCome() {
        Instant last = all.stream()
                .map(Launches::lastStart)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        int most = study.whole().driftLaunches();
        return base().filter(cell -> cell.planned().runs() && !cell.hasEnded())
                .map(cell -> wantsMore() ? most : most - cell.countForDriftSince(last))
                // A clock that was set back must not keep a run going.
                .map(due -> Math.clamp(due, 0, most - givenForDrift))
                .orElse(0);
    }

    private boolean wantsMore() {
        double left = leftSeconds();
        return cells.stream().anyMatch(cell -> cell.wants(left));
    }

    /** Of the whole study, not of the cells of this run alone. */
    Optional<Launches> base() {
        return all.stream()
                .filter(cell ->
                        cell.planned().runs() || cell.planned().skipped().equals(Plan.LEFT_OUT))
                .min(Comparator.comparingInt(cell -> cell.planned().cell().workers()));
    }

    /** The cells that are to run. */
    List<Launches> cells() {
        return cells;
    }
}
