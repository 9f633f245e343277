package rxt.analysis.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rxt.analysis.Analysis;
import rxt.analysis.LaunchSample;
import rxt.analysis.Point;
import rxt.analysis.Resampler;
import rxt.analysis.Sample;
import rxt.record.Cell;

/**
 * Two runs of a study, cell by cell: what differs in their environments ({@link Difference}), the cells measured in both
 * with the ratio of their times, the cells that one of them lacks.
 *
 * <p>A cell is the same where kernel, parameters, split, transport, team, pinning and scaling are. The ratios' intervals
 * come from the hierarchical bootstrap of launches and steps and share one confidence ({@link Selection}).
 *
 * <p>They hold what differs between launches of a run. What differs between one run and the next as a whole, such as a
 * machine that is warmer, one run of each cannot show: where all cells move together, look at the machine first.
 *
 * @param differences of environment and study, the first run's value first; none where all is alike
 * @param changes cells measured in both, in the first run's order
 * @param lost cells measured in the first run and planned in the second, where they are not
 * @param gained cells measured in the second run and planned in the first, where they are not
 * @param onlyBefore cells that the second run does not plan
 * @param onlyAfter cells that the first run does not plan
 * @param confidence of the intervals
 */
public record StudyComparison(
        List<Difference> differences,
        List<CellChange> changes,
        List<Point> lost,
        List<Point> gained,
        List<Point> onlyBefore,
        List<Point> onlyAfter,
        double confidence) {
    private static final long SEED = 20_261_121;

    public StudyComparison {
        differences = List.copyOf(differences);
        changes = List.copyOf(changes);
        lost = List.copyOf(lost);
        gained = List.copyOf(gained);
        onlyBefore = List.copyOf(onlyBefore);
        onlyAfter = List.copyOf(onlyAfter);
    }

    /** The second run against the first. */
    public static StudyComparison of(Analysis before, Analysis after) {
        Map<Cell, Point> then = byCell(before);
        Map<Cell, Point> now = byCell(after);
        List<Point> both = then.values().stream()
                .filter(p -> isMeasured(p) && now.containsKey(p.cell()) && isMeasured(now.get(p.cell())))
                .toList();
        List<Selection.Pair> pairs = new ArrayList<>();
        Resampler resampler = new Resampler(SEED);
        for (Point point : both) {
            // Streams of their own: with a common one both replicates would err alike, and intervals be too narrow.
            pairs.add(new Selection.Pair(
                    resampler.bootstrap(2 * pairs.size(), steps(now.get(point.cell()))),
                    resampler.bootstrap(2 * pairs.size() + 1, steps(point))));
        }
        double confidence = Selection.confidence(pairs);
        List<CellChange> changes = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            changes.add(new CellChange(
                    both.get(i), now.get(both.get(i).cell()), pairs.get(i).ratio(confidence)));
        }
        return new StudyComparison(
                Difference.between(before, after),
                changes,
                missing(then, now),
                missing(now, then),
                absent(then, now),
                absent(now, then),
                confidence);
    }

    private static Map<Cell, Point> byCell(Analysis analysis) {
        Map<Cell, Point> points = new LinkedHashMap<>();
        analysis.points().forEach(p -> points.put(p.cell(), p));
        return points;
    }

    /** The other side's points of cells that are measured here and not there. */
    private static List<Point> missing(Map<Cell, Point> here, Map<Cell, Point> there) {
        return here.values().stream()
                .filter(p -> isMeasured(p) && there.containsKey(p.cell()))
                .map(p -> there.get(p.cell()))
                .filter(p -> !isMeasured(p))
                .toList();
    }

    private static List<Point> absent(Map<Cell, Point> here, Map<Cell, Point> there) {
        return here.values().stream().filter(p -> !there.containsKey(p.cell())).toList();
    }

    private static boolean isMeasured(Point point) {
        return point.summary().isPresent();
    }

    private static List<Sample> steps(Point point) {
        return point.sample().launches().stream().map(LaunchSample::steps).toList();
    }

    /** Number of cells with that verdict. */
    public long count(CellChange.Verdict verdict) {
        return changes.stream().filter(c -> c.verdict() == verdict).count();
    }

    /** Cells that are slower by more than that share. */
    public List<CellChange> slowerBy(double share) {
        return changes.stream().filter(c -> c.isSlowerBy(share)).toList();
    }

    /** Lost cells that went wrong. */
    public List<Point> broken() {
        return lost.stream().filter(StudyComparison::isBroken).toList();
    }

    /** Lost cells that did not go wrong: left out, interrupted, or without a steady state. */
    public List<Point> unmeasured() {
        return lost.stream().filter(p -> !isBroken(p)).toList();
    }

    private static boolean isBroken(Point point) {
        return switch (point.sample().status()) {
            case FAILED, HUNG, INVALID -> true;
            case MEASURED, UNSETTLED, SKIPPED, INTERRUPTED -> false;
        };
    }
}
