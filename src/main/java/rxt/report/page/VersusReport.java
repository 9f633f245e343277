package rxt.report.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import rxt.analysis.versus.ContestResult;
import rxt.record.VersusFile;

/** What {@code versus} measured as one HTML page that needs no network: a figure of all ratios, and the table. */
public final class VersusReport {
    private final VersusFile file;
    private final List<ContestResult> results;
    private final Figure figure;

    private VersusReport(VersusFile file, List<ContestResult> results) {
        this.file = file;
        this.results = results;
        this.figure = VersusFigure.of(results);
    }

    /** The page's text. */
    public static String of(VersusFile file, List<ContestResult> results) {
        return HtmlReport.page("versus.jte", new VersusReport(file, results));
    }

    VersusFile.Header header() {
        return file.header();
    }

    Figure figure() {
        return figure;
    }

    String drawings() {
        return HtmlReport.drawings(
                Map.of(figure.name(), figure),
                results.stream().map(VersusReport::tip).toList());
    }

    long held() {
        return results.stream().filter(row -> row.bar().isPresent()).count();
    }

    long passed() {
        return results.stream()
                .filter(row -> row.verdict() == ContestResult.Verdict.PASS)
                .count();
    }

    /** Compilers, JVMs and libraries. */
    List<String> environments() {
        return file.environments().stream()
                .map(e -> e.runtime() + ", " + e.library() + ", " + e.cpuModel() + ", " + e.cores() + " CPUs, "
                        + e.flags())
                .distinct()
                .toList();
    }

    HtmlTable table() {
        return HtmlTable.ofWords(
                "RxT against C",
                List.of("what", "on", "C", "RxT", "ratio", "95 % interval", "bar", "verdict", "remark"),
                results.stream().map(VersusReport::row).toList());
    }

    private static List<String> row(ContestResult row) {
        return List.of(
                row.contest().name(),
                row.contest().transport() + ", " + row.contest().library(),
                row.figures().map(f -> time(f.cSeconds())).orElse(""),
                row.figures().map(f -> time(f.rxtSeconds())).orElse(""),
                row.figures().map(f -> number(f.ratio().ratio())).orElse(""),
                row.figures()
                        .flatMap(f -> f.ratio().interval())
                        .map(i -> number(i.low()) + " to " + number(i.high()))
                        .orElse(""),
                row.bar()
                        .map(bar -> (bar.isLeast() ? "≥ " : "≤ ") + number(bar.limit()))
                        .orElse(""),
                verdict(row),
                row.problem());
    }

    private static String verdict(ContestResult row) {
        return switch (row.verdict()) {
            case NONE -> "";
            case PASS -> row.isDoubtful() ? "pass?" : "pass";
            case FAIL -> row.isDoubtful() ? "FAIL?" : "FAIL";
        };
    }

    private static String time(double seconds) {
        return Double.isNaN(seconds)
                ? ""
                : seconds < 1e-3
                        ? String.format(Locale.ROOT, "%.4g µs", 1e6 * seconds)
                        : String.format(Locale.ROOT, "%.4g ms", 1e3 * seconds);
    }

    private static String number(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    private static List<String> tip(ContestResult row) {
        List<String> words = row(row);
        return List.of(
                words.get(0) + " (" + words.get(1) + ")",
                "C " + words.get(2) + ", RxT " + words.get(3),
                "ratio " + words.get(4) + ", 95 %: " + words.get(5),
                "bar " + words.get(6) + " " + words.get(7));
    }
}
