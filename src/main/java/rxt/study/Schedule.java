package rxt.study;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which launch comes next: in rounds, one launch of each cell that wants one, each round shuffled anew by the seed, so
 * that a slow hour of the machine hits all cells alike; at last the base case again, to show whether the machine drifted.
 *
 * <p>Where several launches are under way, here or in other runs of the study, each counts as made for what comes next,
 * except that nothing is decided by what it will show.
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
    private final Set<Integer> givenForDrift = new HashSet<>();
    private int number;

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
        return next(_ -> true, _ -> true);
    }

    /**
     * The launch to begin now: of those of the round for which there is room the one on most nodes, the first of several.
     * It is the same until it is told to be under way, made, or impossible.
     *
     * @param possible whether a launch of the cell may still begin in this run
     * @param room whether it may begin now; where not, its turn in the round stays
     * @return empty where there is room for none; or none is to come
     */
    Optional<Next> next(Predicate<Launches> possible, Predicate<Launches> room) {
        double left = leftSeconds();
        Predicate<Launches> wanted = cell -> cell.wants(left) && possible.test(cell);
        round.removeIf(cell -> !wanted.test(cell) || cell.next() != number);
        if (round.isEmpty()) {
            round.addAll(nextRound(wanted));
        }
        if (!round.isEmpty()) {
            return round.stream()
                    .filter(room)
                    .max(Comparator.comparingInt(cell -> cell.planned().cell().nodes()))
                    .map(cell -> new Next(cell, cell.next()));
        }
        Optional<Next> drift = isSettled()
                ? base().filter(cell -> forDriftToCome() > 0 && possible.test(cell) && room.test(cell))
                        .map(cell -> new Next(cell, cell.nextForDrift()))
                : Optional.empty();
        drift.ifPresent(launch -> givenForDrift.add(launch.launch()));
        return drift;
    }

    /** No launch is to come or under way that those for drift are to come after. */
    private boolean isSettled() {
        return !wantsMore() && cells.stream().allMatch(cell -> cell.countPending() == 0);
    }

    /** The cells that are the furthest behind, so that those of an interrupted study catch up. */
    private List<Launches> nextRound(Predicate<Launches> wanted) {
        Set<Launches> wanting = cells.stream().filter(wanted).collect(Collectors.toSet());
        number = wanting.stream().mapToInt(Launches::next).min().orElse(0);
        List<Launches> shuffled = new ArrayList<>(cells);
        Collections.shuffle(shuffled, new SplittableRandom(study.seed() * ROUNDS + number));
        shuffled.removeIf(cell -> !wanting.contains(cell) || cell.next() != number);
        return shuffled;
    }

    /** The cells of this run of which launches are to come or under way. */
    List<Launches> open() {
        double left = leftSeconds();
        return cells.stream().filter(cell -> cell.isOpen(left)).toList();
    }

    /** What is left of the time for the whole study, once the launches under way have ended as those before. */
    double leftSeconds() {
        return study.whole().seconds()
                - all.stream()
                        .mapToDouble(cell -> cell.seconds() + cell.secondsPending())
                        .sum();
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
                .map(due -> Math.clamp(due, 0, Math.max(0, most - begunForDrift())))
                .orElse(0);
    }

    /** Those that were given and then begun; what there was no room for is to come still. */
    private int begunForDrift() {
        return base().map(cell -> (int) givenForDrift.stream().filter(cell::has).count())
                .orElse(0);
    }

    private boolean wantsMore() {
        return !open().isEmpty();
    }

    /** Of the whole study, not of the cells of this run alone. */
    Optional<Launches> base() {
        return all.stream()
                .filter(cell -> cell.planned().runs() || cell.planned().isLeftOut())
                .min(Comparator.comparingInt(cell -> cell.planned().cell().workers()));
    }

    /** The cells that are to run. */
    List<Launches> cells() {
        return cells;
    }
}
