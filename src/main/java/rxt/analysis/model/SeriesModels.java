package rxt.analysis.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import rxt.analysis.Interval;
import rxt.analysis.Point;
import rxt.analysis.ProblemAnalysis;
import rxt.analysis.Work;

/**
 * What the scaling laws say of one problem through one transport: each law fitted or refused, the choice between them,
 * the serial fractions, and forecasts. These are by the law chosen; where the points are too few to choose, by each law
 * that was fitted.
 *
 * <p>Oversubscribed and wrongly bound splits are left out of fits. Ranks that are threads of one JVM are fitted apart from
 * ranks that are processes: left out where the series has both, fitted and labelled where it has only them.
 *
 * @param transport the transport
 * @param sharedJvm whether ranks that are fitted are threads of one JVM
 * @param curve the splits, marked ones too; with weak scaling each with its time for work in exact proportion to its
 *     workers, {@link Work}
 * @param fits the laws that could be fitted, best first where they are compared
 * @param choice the laws compared; absent where fewer than two could be fitted or too few points compare them
 * @param choiceRefusal why none is chosen of several, or ""
 * @param refused each law that could not be fitted, with the reason
 * @param karpFlatt the serial fractions; absent where refused
 * @param karpFlattRefusal why they are absent, or ""
 * @param forecasts of the law chosen or the only one fitted; without a choice of each law, one law after another
 */
public record SeriesModels(
        String transport,
        boolean sharedJvm,
        Curve curve,
        List<Fit> fits,
        Optional<Choice> choice,
        String choiceRefusal,
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
                growth,
                measured.stream()
                        .map(p -> point(p, onlyShared, growth == Growth.WEAK ? nominal(p, measured) : 1))
                        .toList());
        List<String> choiceRefusal = new ArrayList<>();
        Optional<Choice> choice = attempt(() -> Choice.of(curve, Noise.PROPORTIONAL), choiceRefusal::add);
        Map<Law, String> refused = new LinkedHashMap<>();
        List<Fit> fits = choice.map(
                        c -> c.ranked().stream().map(Choice.Candidate::fit).toList())
                .orElseGet(() -> fits(curve, refused));
        choice.ifPresent(c -> refused.putAll(c.refused()));
        List<String> karpFlattRefusal = new ArrayList<>();
        Optional<KarpFlatt> karpFlatt = attempt(() -> KarpFlatt.of(curve), karpFlattRefusal::add);
        return new SeriesModels(
                transport,
                onlyShared,
                curve,
                fits,
                choice,
                fits.size() > 1 ? String.join("", choiceRefusal) : "",
                refused,
                karpFlatt,
                String.join("", karpFlattRefusal),
                fits.stream()
                        .limit(choice.isPresent() ? 1 : fits.size())
                        .flatMap(fit -> forecasts(fit, targets).stream())
                        .toList());
    }

    private static List<Fit> fits(Curve curve, Map<Law, String> refused) {
        return Law.ALL.stream()
                .filter(law -> law.suits(curve.growth()))
                .flatMap(law ->
                        attempt(() -> Fit.of(law, curve, Noise.PROPORTIONAL), why -> refused.put(law, why)).stream())
                .toList();
    }

    private static <T> Optional<T> attempt(Supplier<T> fit, Consumer<String> otherwise) {
        try {
            return Optional.of(fit.get());
        } catch (FitRefusedException e) {
            otherwise.accept(e.getMessage());
            return Optional.empty();
        }
    }

    /** Work in exact proportion to the workers, as laws take it, over the work that a split does. */
    private static double nominal(Point point, List<Point> measured) {
        Point unit = measured.stream()
                .min(Comparator.comparingInt(p -> p.cell().workers()))
                .orElseThrow();
        return (double) point.cell().workers() / unit.cell().workers() / Work.ratio(point.sample(), unit.sample());
    }

    /** A split's time for {@code work} times its work. */
    private static TimePoint point(Point point, boolean onlyShared, double work) {
        var summary = point.summary().orElseThrow();
        Mark mark = Mark.CLEAN;
        if (point.sample().isOversubscribed()) {
            mark = Mark.OVERSUBSCRIBED;
        } else if (point.sample().isWronglyBound()) {
            mark = Mark.WRONGLY_BOUND;
        } else if (isShared(point) && !onlyShared) {
            mark = Mark.SHARED_JVM;
        }
        return new TimePoint(
                point.cell().nodes(),
                point.cell().ranks(),
                point.cell().threads(),
                summary.median() * work,
                summary.interval().map(i -> new Interval(i.low() * work, i.high() * work)),
                mark);
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

    /** The law chosen, or the only one fitted; absent where none could be fitted, or none chosen of several. */
    public Optional<Fit> best() {
        return fits.stream().filter(_ -> choice.isPresent() || fits.size() == 1).findFirst();
    }

    /** The forecasts of one law; empty where another was chosen. */
    public List<Forecast> forecasts(Fit fit) {
        return forecasts.stream().filter(forecast -> forecast.fit() == fit).toList();
    }

    /**
     * The number of workers of the highest rate, from which on it falls, with the time there: where USL is the best law
     * or cannot be told from it, and the interval of β excludes 0.
     */
    public Optional<Forecast> peak() {
        return fits.stream()
                .filter(fit -> fit.law() instanceof Usl)
                .filter(fit -> standing(fit).map(Choice.Candidate::isSupported).orElse(fits.size() == 1))
                .filter(fit -> fit.coefficient("β").interval().low() > 0 && Usl.peakWorkers(fit) >= 1)
                .map(fit -> fit.forecast(Usl.peakWorkers(fit), 1))
                .findFirst();
    }

    /** What AICc says of a fit; absent where it was not compared. */
    public Optional<Choice.Candidate> standing(Fit fit) {
        return choice.stream()
                .flatMap(c -> c.ranked().stream())
                .filter(candidate -> candidate.fit() == fit)
                .findFirst();
    }
}
