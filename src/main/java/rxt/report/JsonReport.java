package rxt.report;

import java.util.LinkedHashMap;
import java.util.Map;
import rxt.analysis.Analysis;
import tools.jackson.databind.json.JsonMapper;

/** An analysis as one JSON object with {@code rows}, a list of flat objects: a row for each planned cell. */
public final class JsonReport {
    private JsonReport() {}

    /** The JSON text, numbers with all their digits. */
    public static String of(Analysis analysis) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("study", analysis.header().study());
        report.put("statistic", "median of the warm steps of all launches, in seconds");
        report.put("interval", "95 % order-statistic interval of the median; null below 6 steps");
        report.put("rows", Rows.of(analysis));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }
}
