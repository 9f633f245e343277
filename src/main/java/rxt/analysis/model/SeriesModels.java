package rxt.analysis.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import rxt.analysis.Point;
import rxt.analysis.ProblemAnalysis;

/**
 * What the scaling laws say of one problem through one transport: each law fitted or refused, the choice between them,
 * the serial fractions, and forecasts by the law chosen.
 *
 * <p>Oversubscribed and wrongly bound splits are left out of fits. Ranks that are threads of one JVM are fitted apart from
 * ranks that are processes: left out where the series has both, fitted and labelled where it has only them.
 *
 * @param transport the transport
 * @param sharedJvm whether ranks that are fitted are threads of one JVM
 * @param curve the splits, marked ones too
 * @param fits the laws that could be fitted, those that AICc compares best first
 * @param choice the laws compared; absent where too few points compare any
 * @param refused each law that could not be fitted or compared, with the reason
 * @param karpFlatt the serial fractions; absent where refused
 * @param karpFlattRefusal why they are absent, or ""
 * @param forecasts of the best law compared, or of the only one fitted
 */
public record SeriesModels(
        String transport,
        boolean sharedJvm,
        Curve curve,
        List<Fit> fits,
        Optional<Choice> choice,
        Map<Law, String> refused,
        Optional<KarpFlatt> karpFlatt,
        String karpFlattRefusal,
        List<Forecast> forecasts) {

    /** A split to foretell. */
    public record Target(int ranks, int threads) {}

    /** The models of one transport's cells; without {@code targets} twice and four times the widest split. */
    public static SeriesModels of(ProblemAnalysis problem, String transport, List<Target> targets) {
        List<Point> measured = problem.points(transport).stream()
                .filter(p -> p.summary().isPresent())
                .toList();
        boolean onlyShared = measured.stream().filter(SeriesModels::isFittable).noneMatch(SeriesModels::isProcesses)
                && measured.stream().anyMatch(SeriesModels::isShared);
        Growth growth = problem.problem().isWeak() ? Growth.WEAK : Growth.STRONG;
        Curve curve = new Curve(
                growth, measured.stream().map(p -> point(p, onlyShared)).toList());
        Map<Law, String> refused = new LinkedHashMap<>();
        Optional<Choice> choice = attempt(() -> Choice.of(curve, Noise.PROPORTIONAL), _ -> {});
        List<Fit> fits = new ArrayList<>();
        choice.ifPresent(c -> c.ranked().forEach(candidate -> fits.add(candidate.fit())));
        for (Law law : Law.ALL) {
            if (law.suits(growth) && fits.stream().noneMatch(fit -> fit.law().equals(law))) {
                choice.ifPresent(c -> refused.put(law, c.refused().get(law)));
                attempt(() -> Fit.of(law, curve, Noise.PROPORTIONAL), reason -> refused.put(law, reason))
                        .ifPresent(fits::add);
            }
        }
        List<String> karpFlattRefusal = new ArrayList<>();
        Optional<KarpFlatt> karpFlatt = attempt(() -> KarpFlatt.of(curve), karpFlattRefusal::add);
        return new SeriesModels(
                transport,
                onlyShared,
                curve,
                List.copyOf(fits),
                choice,
                refused,
                karpFlatt,
                String.join("", karpFlattRefusal),
                fits.isEmpty() ? List.of() : forecasts(fits.getFirst(), targets));
    }

    private static <T> Optional<T> attempt(Supplier<T> fit, Consumer<String> otherwise) {
        try {
            return Optional.of(fit.get());
        } catch (FitRefusedException e) {
            otherwise.accept(e.getMessage());
            return Optional.empty();
        }
    }

    private static TimePoint point(Point point, boolean onlyShared) {
        var summary = point.summary().orElseThrow();
        Mark mark = Mark.CLEAN;
        if (point.sample().isOversubscribed()) {
            mark = Mark.OVERSUBSCRIBED;
        } else if (point.sample().isWronglyBound()) {
            mark = Mark.WRONGLY_BOUND;
        } else if (isShared(point) && !onlyShared) {
            mark = Mark.SHARED_JVM;
        }
        return new TimePoint(point.cell().ranks(), point.cell().threads(), summary.median(), summary.interval(), mark);
    }

    private static boolean isFittable(Point point) {
        return !point.sample().isOversubscribed() && !point.sample().isWronglyBound();
    }

    private static boolean isShared(Point point) {
        return point.cell().ranks() > 1 && point.sample().hasSharedJvm();
    }

    private static boolean isProcesses(Point point) {
        return point.cell().ranks() > 1 && !point.sample().hasSharedJvm();
    }

    private static List<Forecast> forecasts(Fit fit, List<Target> targets) {
        List<Target> splits = new ArrayList<>(targets);
        if (splits.isEmpty()) {
            TimePoint widest = fit.curve().clean().stream()
                    .max(Comparator.comparingInt(TimePoint::workers).thenComparingInt(TimePoint::ranks))
                    .orElseThrow();
            // Further ranks, as on further nodes, unless the study says nothing of ranks.
            boolean byRanks = fit.curve().distinct(TimePoint::ranks) > 1;
            for (int factor : List.of(2, 4)) {
                splits.add(
                        byRanks
                                ? new Target(factor * widest.ranks(), widest.threads())
                                : new Target(widest.ranks(), factor * widest.threads()));
            }
        }
        return splits.stream().map(s -> fit.forecast(s.ranks(), s.threads())).toList();
    }

    /** The law that forecasts are by; absent where none could be fitted. */
    public Optional<Fit> best() {
        return fits.stream().findFirst();
    }

    /** What AICc says of a fit; absent where it was not compared. */
    public Optional<Choice.Candidate> standing(Fit fit) {
        return choice.stream()
                .flatMap(c -> c.ranked().stream())
                .filter(candidate -> candidate.fit() == fit)
                .findFirst();
    }
}
