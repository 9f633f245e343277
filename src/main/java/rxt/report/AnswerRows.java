package rxt.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rxt.analysis.Interval;
import rxt.analysis.Point;
import rxt.analysis.answer.Answer;

/** The answers of a study for programs: an object for each problem. */
final class AnswerRows {
    private AnswerRows() {}

    static List<Map<String, Object>> of(List<Answer> answers) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Answer answer : answers) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("problem", rows.size() + 1);
            row.put("kernel", answer.problem().problem().kernel());
            row.put("best", answer.best().map(AnswerRows::split).orElse(null));
            row.put("tied", answer.tied().stream().map(AnswerRows::split).toList());
            row.put("unknown", answer.unknown().stream().map(AnswerRows::split).toList());
            row.put("costs", answer.costs().stream().map(AnswerRows::cost).toList());
            row.put("why", answer.why().orElse(null));
            row.put("text", String.join("\n", AnswerText.of(answer)));
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, Object> split(Point point) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("nodes", point.cell().nodes());
        row.put("ranks", point.cell().ranks());
        row.put("threads", point.cell().threads());
        row.put("transport", point.cell().transport());
        return row;
    }

    private static Map<String, Object> cost(Answer.Cost cost) {
        Map<String, Object> row = split(cost.point());
        row.put("choice", cost.choice().name().toLowerCase(Locale.ROOT));
        row.put("ratio", cost.comparison().ratio().ratio());
        row.put(
                "low",
                cost.comparison()
                        .ratio()
                        .interval()
                        .map(Interval::low)
                        .filter(Double::isFinite)
                        .orElse(null));
        row.put(
                "high",
                cost.comparison()
                        .ratio()
                        .interval()
                        .map(Interval::high)
                        .filter(Double::isFinite)
                        .orElse(null));
        return row;
    }
}
