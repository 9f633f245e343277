package rxt.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import rxt.analysis.Analysis;

/**
 * An analysis as LaTeX, to be taken over by {@code \input}: a table of each problem's planned cells with rules of the
 * package {@code booktabs}, its answer in the caption. A table longer than a page is cut into several.
 */
public final class LatexReport {
    private static final int ROWS_PER_PAGE = 40;

    private static final Map<Integer, String> COMMANDS = Map.ofEntries(
            Map.entry((int) '\\', "\\textbackslash{}"),
            Map.entry((int) '{', "\\{"),
            Map.entry((int) '}', "\\}"),
            Map.entry((int) '$', "\\$"),
            Map.entry((int) '&', "\\&"),
            Map.entry((int) '#', "\\#"),
            Map.entry((int) '%', "\\%"),
            Map.entry((int) '_', "\\_"),
            Map.entry((int) '^', "\\textasciicircum{}"),
            Map.entry((int) '~', "\\textasciitilde{}"),
            Map.entry((int) '<', "\\textless{}"),
            Map.entry((int) '>', "\\textgreater{}"),
            Map.entry((int) '|', "\\textbar{}"),
            Map.entry((int) '"', "\\textquotedbl{}"),
            Map.entry((int) '×', "$\\times$"),
            Map.entry((int) 'µ', "$\\mu$"),
            Map.entry((int) '≤', "$\\le$"),
            Map.entry((int) '≥', "$\\ge$"),
            Map.entry((int) '–', "--"));

    private LatexReport() {}

    public static String of(Analysis analysis) {
        StringBuilder text = new StringBuilder("% " + oneLine(analysis.header().study())
                + ": \\usepackage{booktabs} and \\usepackage[T1]{fontenc} before \\begin{document}\n");
        for (Sheet sheet : Sheet.of(analysis)) {
            List<List<String>> rows = sheet.rows();
            for (int from = 0; from < Math.max(1, rows.size()); from += ROWS_PER_PAGE) {
                List<List<String>> part = rows.subList(from, Math.min(rows.size(), from + ROWS_PER_PAGE));
                table(text, sheet, part, from > 0);
            }
        }
        return text.toString();
    }

    private static void table(StringBuilder text, Sheet sheet, List<List<String>> rows, boolean continued) {
        int columns = sheet.heading().size();
        String caption = sheet.title() + (continued ? " (continued)." : ". " + String.join(". ", sheet.notes()));
        text.append("\\begin{table}\n\\centering\n\\caption{")
                .append(escaped(caption))
                .append("}\n\\begin{tabular}{")
                .append("l".repeat(Sheet.WORDS))
                .append("r".repeat(columns - Sheet.WORDS))
                .append("}\n\\toprule\n")
                .append(line(sheet.heading()))
                .append("\\midrule\n");
        for (List<String> row : rows) {
            text.append(row.getLast().isEmpty() && row.get(Sheet.WORDS + 1).isEmpty() ? spanning(row) : line(row));
        }
        text.append("\\bottomrule\n\\end{tabular}\n\\end{table}\n");
    }

    private static String line(List<String> cells) {
        return cells.stream().map(LatexReport::escaped).collect(Collectors.joining(" & ", "", " \\\\\n"));
    }

    /** A row that has words, a reason, in place of its numbers. */
    private static String spanning(List<String> row) {
        int rest = row.size() - Sheet.WORDS;
        return escaped(row.get(0)) + " & " + escaped(row.get(1)) + " & \\multicolumn{" + rest + "}{p{0.6\\linewidth}}{"
                + escaped(row.get(Sheet.WORDS)) + "} \\\\\n";
    }

    /** Text that LaTeX sets as it stands; characters that its fonts lack by their number. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        oneLine(text).codePoints().forEach(c -> escaped.append(COMMANDS.getOrDefault(c, plain(c))));
        return escaped.toString();
    }

    private static String plain(int c) {
        boolean isLatin = c < 0x7f || (Character.isLetter(c) && c <= 0x17f);
        return isLatin ? Character.toString(c) : "U+" + Integer.toHexString(c).toUpperCase(Locale.ROOT);
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ");
    }
}
