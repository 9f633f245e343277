package rxt.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rxt.analysis.Analysis;
import rxt.analysis.Drift;
import rxt.analysis.Interval;
import rxt.analysis.answer.Answers;
import rxt.analysis.model.MeasuredRoof;
import rxt.analysis.model.SeriesModels.Target;
import tools.jackson.databind.json.JsonMapper;

/**
 * An analysis as one JSON object with {@code rows}, a list of flat objects: a row for each planned cell; beside
 * them {@code answers}, one for each problem, {@code models}, one for each problem and transport, {@code drifts}, one for
 * each cell that was measured again at the end, and {@code ratios}, one for each cell of a kernel and a program that
 * computes the same at the same split; and {@code observations}, one for each figure that a kernel found beside its time,
 * by the number of the cell.
 */
public final class JsonReport {
    private JsonReport() {}

    /** The JSON text, numbers with all their digits. */
    public static String of(Analysis analysis) {
        return of(analysis, List.of());
    }

    /** The same with forecasts of {@code targets} in place of twice and four times the widest split. */
    public static String of(Analysis analysis, List<Target> targets) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("study", analysis.header().study());
        report.put("statistic", "median of the medians of the launches' steady steps, in seconds");
        report.put(
                "interval",
                "low, high: exact 95 % order-statistic interval of that median, from the launches' medians, so with "
                        + "how launches differ; null below 6 launches");
        report.put(
                "environments",
                "number of distinct environments (RxT commit, JVM, processor, library) of a cell's launches, and of "
                        + "its problem's in problem_environments");
        report.put(
                "roofline", MeasuredRoof.of(analysis).map(JsonReport::roofline).orElse(null));
        report.put("answers", AnswerRows.of(Answers.of(analysis)));
        report.put("models", ModelRows.of(analysis.problems(), targets));
        report.put("drifts", analysis.drifts().stream().map(JsonReport::drift).toList());
        report.put("ratios", ProgramRatioTable.json(analysis));
        report.put("observations", ObservedText.json(analysis));
        report.put("cells_left_out", analysis.leftOut().cells());
        report.put("rows", Rows.of(analysis));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private static Map<String, Object> drift(Drift drift) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("cell", drift.cell().label());
        row.put("end_to_begin", drift.endToBegin().ratio());
        row.put("low", drift.endToBegin().interval().map(Interval::low).orElse(null));
        row.put(
                "high",
                drift.endToBegin()
                        .interval()
                        .map(Interval::high)
                        .filter(Double::isFinite)
                        .orElse(null));
        row.put("drifted", drift.drifted());
        row.put("text", SteadyText.of(drift));
        return row;
    }

    private static Map<String, Object> roofline(MeasuredRoof roof) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("peak_flop_per_second", roof.roofline().peakFlopPerSecond());
        row.put("bytes_per_second", roof.roofline().bytesPerSecond());
        row.put("ridge_flop_per_byte", roof.roofline().ridge());
        row.put("peak_cell", roof.peak().label());
        row.put("bandwidth_cell", roof.bandwidth().label());
        return row;
    }
}
