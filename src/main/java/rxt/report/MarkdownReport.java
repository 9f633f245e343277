package rxt.report;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import rxt.analysis.Analysis;

/** An analysis as Markdown: a table of each problem's planned cells with its answer below. */
public final class MarkdownReport {
    private MarkdownReport() {}

    public static String of(Analysis analysis) {
        StringBuilder text = new StringBuilder("# " + escaped(analysis.header().study()) + "\n");
        for (Sheet sheet : Sheet.of(analysis)) {
            text.append("\n**").append(escaped(sheet.title())).append("**\n\n");
            text.append(line(sheet.heading()));
            text.append(Collections.nCopies(Sheet.WORDS, "---").stream().collect(Collectors.joining("|", "|", "|")));
            text.append("---:|".repeat(sheet.heading().size() - Sheet.WORDS)).append('\n');
            sheet.rows().forEach(row -> text.append(line(row)));
            sheet.notes()
                    .forEach(note -> text.append('\n').append(escaped(note)).append('\n'));
        }
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(MarkdownReport::escaped).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Without what Markdown would take for markup or the end of a cell. */
    private static String escaped(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_<>|\\[\\]#~])", "\\\\$1");
    }
}
