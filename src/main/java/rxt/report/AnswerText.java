package rxt.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import rxt.analysis.Interval;
import rxt.analysis.Point;
import rxt.analysis.ProblemAnalysis;
import rxt.analysis.answer.Answer;
import rxt.analysis.answer.Answer.Choice;
import rxt.analysis.answer.Answer.Cost;

/** An answer in words, the same wherever it stands: in {@code analyze}, at the end of {@code run}, on the page. */
public final class AnswerText {
    private AnswerText() {}

    /** The best split with its ties, faster ones that are left out, what another choice costs, and why. */
    public static List<String> of(Answer answer) {
        List<String> sentences = new ArrayList<>();
        sentences.add("Best" + (answer.problem().problem().isWeak() ? " (most work per time)" : "") + ": "
                + new BestSentence(answer.problem().points(), Point::overall).text());
        leftOut(answer.problem()).ifPresent(sentences::add);
        costs(answer).ifPresent(sentences::add);
        answer.why().ifPresent(why -> sentences.add("Why: " + why));
        return sentences;
    }

    /** Splits with more threads than CPUs, where one of them took less than the best, as it may where steps wait. */
    private static Optional<String> leftOut(ProblemAnalysis problem) {
        ToDoubleFunction<Point> cost = point -> TransportTables.cost(problem.problem(), point);
        List<Point> leftOut = problem.points().stream()
                .filter(p -> p.summary().isPresent() && p.sample().isOversubscribed())
                .toList();
        double best = problem.best().map(cost::applyAsDouble).orElse(Double.POSITIVE_INFINITY);
        return leftOut.stream()
                .min(Comparator.comparingDouble(cost))
                .filter(fastest -> cost.applyAsDouble(fastest) < best)
                .map(fastest -> "Oversubscribed, so left out: " + TransportTables.split(fastest.cell()) + " ("
                        + fastest.cell().transport() + "), "
                        + TimeScale.text(fastest.summary().orElseThrow().median())
                        + (leftOut.size() > 1 ? ", the fastest of " + leftOut.size() : "")
                        + "; where steps wait and need no CPU, it counts all the same");
    }

    private static Optional<String> costs(Answer answer) {
        return answer.costs().stream().allMatch(cost -> cost.comparison().best())
                ? Optional.empty()
                : Optional.of("Another choice, in times of the best: "
                        + answer.costs().stream()
                                .filter(cost -> cost.choice() != Choice.WORST || !isNatural(answer, cost))
                                .map(cost -> cost(answer, cost))
                                .collect(Collectors.joining("; ")));
    }

    /** Whether the split is also that of a natural choice, and so named there. */
    private static boolean isNatural(Answer answer, Cost worst) {
        return answer.costs().stream()
                .anyMatch(c -> c.choice() != Choice.WORST
                        && c.point().cell().equals(worst.point().cell()));
    }

    private static boolean isWorst(Answer answer, Cost natural) {
        return answer.costs().stream()
                .anyMatch(c -> c.choice() == Choice.WORST
                        && c.point().cell().equals(natural.point().cell()));
    }

    private static String cost(Answer answer, Cost cost) {
        String choice = switch (cost.choice()) {
            case WORST -> "the worst of as many workers" + (hasMore(answer, cost) ? " or more" : "");
            case RANKS_ALONE -> "ranks alone" + (isWorst(answer, cost) ? ", the worst" : "");
            case THREADS_ALONE ->
                (cost.point().cell().nodes() == 1 ? "threads alone" : "one rank a node")
                        + (isWorst(answer, cost) ? ", the worst" : "");
        };
        String split = choice + ", " + TransportTables.split(cost.point().cell()) + " ("
                + cost.point().cell().transport() + "), ";
        if (cost.comparison().best()) {
            return split + "is the best";
        }
        return split
                + Numbers.hundredths(cost.comparison().ratio().ratio())
                + cost.comparison().ratio().interval().map(AnswerText::text).orElse(" (no interval)");
    }

    private static boolean hasMore(Answer answer, Cost cost) {
        int workers = answer.best().orElseThrow().cell().workers();
        return cost.point().cell().workers() > workers;
    }

    static String text(Interval interval) {
        return " [" + Numbers.hundredths(interval.low()) + ", " + Numbers.hundredths(interval.high()) + "]";
    }
}
