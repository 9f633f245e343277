package rxt.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rxt.analysis.Analysis;

/** An analysis as comma-separated values (RFC 4180): a heading, then a line for each planned cell. */
public final class CsvReport {
    private CsvReport() {}

    /** The text; a value that is absent is empty. */
    public static String of(Analysis analysis) {
        List<Map<String, Object>> rows = Rows.of(analysis);
        StringBuilder text = new StringBuilder();
        if (!rows.isEmpty()) {
            text.append(line(rows.getFirst().keySet()));
        }
        rows.forEach(row -> text.append(line(row.values())));
        return text.toString();
    }

    private static String line(Collection<?> values) {
        return values.stream().map(CsvReport::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(Object value) {
        String text = value == null ? "" : value.toString();
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
