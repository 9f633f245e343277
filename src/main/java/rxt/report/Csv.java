package rxt.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows as comma-separated values (RFC 4180): a heading, then a line for each; a value that is absent is empty. */
final class Csv {
    private Csv() {}

    static String of(List<Map<String, Object>> rows) {
        StringBuilder text = new StringBuilder();
        if (!rows.isEmpty()) {
            text.append(line(rows.getFirst().keySet()));
        }
        rows.forEach(row -> text.append(line(row.values())));
        return text.toString();
    }

    private static String line(Collection<?> values) {
        return values.stream().map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(Object value) {
        String text = value == null ? "" : value.toString();
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
