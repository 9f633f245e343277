package rxt.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import rxt.analysis.Analysis;
import rxt.analysis.CellSample;
import rxt.analysis.Comparison;
import rxt.analysis.Environments;
import rxt.analysis.Interval;
import rxt.analysis.Point;
import rxt.analysis.Problem;
import rxt.analysis.ProblemAnalysis;
import rxt.analysis.Refused;
import rxt.analysis.Scaling;
import rxt.analysis.Steadiness;
import rxt.analysis.Summary;
import rxt.analysis.model.MeasuredRoof;
import rxt.analysis.model.Roofline;
import rxt.record.Cell;
import rxt.record.steady.SteadyState.State;

/**
 * An analysis for programs: a flat row for each planned cell, the same columns in each, null where there is no value.
 * Times are seconds; {@code median_seconds} is the median of the launches' medians, {@code low} and {@code high} its
 * interval. {@code best} and {@code tied} are over all transports; {@code tied} is null where too few launches kept the
 * split from being compared with the best. {@code flag}
 * says what to inspect, parted by semicolons: {@code superlinear} or {@code rising}, and {@code environments} where the
 * launches of the problem ran in more than one. {@code launches_flat} and the like tell how launches settled,
 * {@code visible_shift} the smallest change of level that would have been seen in every flat one, over its level,
 * {@code launch_width} how wide the interval of their medians is, over their median.
 */
public final class Rows {
    private Rows() {}

    /** A row for each planned cell, problem by problem. */
    public static List<Map<String, Object>> of(Analysis analysis) {
        Optional<MeasuredRoof> roof = MeasuredRoof.of(analysis);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ProblemAnalysis problem : analysis.problems()) {
            Environments environments = problem.environments();
            problem.points().forEach(point -> {
                Map<String, Object> row = row(point, environments);
                rates(row, point, roof);
                rows.add(row);
            });
        }
        return rows;
    }

    private static Map<String, Object> row(Point point, Environments environments) {
        Map<String, Object> row = new LinkedHashMap<>();
        Cell cell = point.cell();
        row.put("kernel", cell.kernel());
        row.put("params", Problem.text(cell.params()));
        row.put("nodes", cell.nodes());
        row.put("ranks", cell.ranks());
        row.put("threads", cell.threads());
        row.put("transport", cell.transport());
        row.put("median_seconds", value(point.summary().map(Summary::median)));
        interval(row, "", point.summary().flatMap(Summary::interval));
        row.put("speedup", value(point.scaling().map(Scaling::speedup)));
        row.put("efficiency", value(point.scaling().map(Scaling::efficiency)));
        row.put("best", point.isBest());
        row.put("tied", point.isNotCompared() ? null : point.isTied());
        row.put("valid", point.summary().isPresent());
        status(row, point.sample());
        summary(row, point.summary());
        comparisons(row, point);
        EfficiencyTable.columns(row, point.efficiency());
        environments(row, point, environments);
        steadiness(row, point.sample().steadiness());
        return row;
    }

    /** Against the roofline that {@code triad} and {@code gemm} make; null in studies without them. */
    private static void rates(Map<String, Object> row, Point point, Optional<MeasuredRoof> roof) {
        Optional<Roofline.Standing> standing = roof.flatMap(r -> r.standing(point));
        row.put("flop_per_second", value(point.sample().flopRate()));
        row.put("bytes_per_second", value(point.sample().byteRate()));
        row.put("flop_per_byte", value(standing.map(Roofline.Standing::flopPerByte)));
        row.put("roof_flop_per_second", value(standing.map(Roofline.Standing::roofFlopPerSecond)));
        row.put("roof_share", value(standing.map(Roofline.Standing::fraction)));
        row.put(
                "bound",
                standing.map(s -> s.bound().name().toLowerCase(Locale.ROOT)).orElse(null));
    }

    private static void status(Map<String, Object> row, CellSample sample) {
        row.put("status", sample.status().word());
        row.put("reason", sample.reason());
        row.put("scaling", sample.cell().scaling());
        row.put("team", sample.cell().team());
        row.put("pinning", sample.cell().pinning());
        row.put("workers", sample.cell().workers());
        row.put("oversubscribed", sample.isOversubscribed());
        row.put("wrongly_bound", sample.isWronglyBound());
        row.put("shared_jvm", sample.hasSharedJvm());
        row.put("refused_launches", sample.refused().size());
        row.put("refusals", Refused.words(sample.refused()));
    }

    private static void summary(Map<String, Object> row, Optional<Summary> summary) {
        row.put("samples", summary.map(Summary::steps).orElse(0));
        row.put("launches", summary.map(Summary::launches).orElse(0));
        row.put("outliers", summary.map(Summary::outliers).orElse(0));
        row.put("p95_seconds", value(summary.map(Summary::p95)));
        row.put("max_seconds", value(summary.map(Summary::maximum)));
        row.put("cold_seconds", value(summary.map(Summary::cold).orElse(OptionalDouble.empty())));
        row.put("first_step_seconds", value(summary.map(Summary::firstStep).orElse(OptionalDouble.empty())));
    }

    private static void comparisons(Map<String, Object> row, Point point) {
        Optional<Scaling> scaling = point.scaling();
        interval(row, "speedup_", scaling.flatMap(Scaling::interval));
        interval(row, "efficiency_", scaling.flatMap(Scaling::efficiencyInterval));
        row.put("base_nodes", scaling.map(s -> s.base().nodes()).orElse(null));
        row.put("base_ranks", scaling.map(s -> s.base().ranks()).orElse(null));
        row.put("base_threads", scaling.map(s -> s.base().threads()).orElse(null));
        row.put("base_seconds", value(scaling.map(Scaling::baseSeconds)));
        row.put("ratio_to_best", value(point.overall().map(c -> c.ratio().ratio())));
        interval(row, "ratio_", point.overall().flatMap(c -> c.ratio().interval()));
        row.put(
                "best_of_transport",
                point.inTransport().filter(Comparison::best).isPresent());
        row.put(
                "tied_in_transport",
                point.inTransport().filter(Comparison::notCompared).isPresent()
                        ? null
                        : point.inTransport().filter(Comparison::tied).isPresent());
    }

    private static void environments(Map<String, Object> row, Point point, Environments ofProblem) {
        row.put("environments", point.sample().environments().count());
        row.put("problem_environments", ofProblem.count());
        row.put("environment_differences", String.join(", ", ofProblem.differences()));
        row.put("flag", flag(point, ofProblem));
    }

    private static String flag(Point point, Environments ofProblem) {
        String scaling = point.scaling().map(s -> s.flag().word()).orElse("");
        String mixed = point.summary().isPresent() && ofProblem.isMixed() ? "environments" : "";
        return scaling + (scaling.isEmpty() || mixed.isEmpty() ? "" : "; ") + mixed;
    }

    private static void steadiness(Map<String, Object> row, Steadiness cell) {
        for (State state : State.values()) {
            row.put("launches_" + state.name().toLowerCase(Locale.ROOT), cell.count(state));
        }
        row.put("warmup_steps", cell.warmupSteps());
        row.put("visible_shift", value(cell.visibleShift()));
        row.put("launch_width", value(cell.relativeWidth()));
        row.put("target_width", value(Optional.of(cell.repeated().targetWidth())));
        row.put("repetition_end", cell.repeated().end().word());
    }

    private static void interval(Map<String, Object> row, String prefix, Optional<Interval> interval) {
        row.put(prefix + "low", value(interval.map(Interval::low)));
        row.put(prefix + "high", value(interval.map(Interval::high)));
    }

    private static Double value(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    /** JSON has no infinity, which the end of a very wide interval can be. */
    private static Double value(Optional<Double> value) {
        return value.filter(Double::isFinite).orElse(null);
    }
}
