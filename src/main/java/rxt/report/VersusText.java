package rxt.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rxt.analysis.Interval;
import rxt.analysis.versus.Caveat;
import rxt.analysis.versus.ContestResult;
import rxt.record.VersusFile;
import rxt.record.VersusFile.TwinEnvironment;

/**
 * The table of {@code versus core} or {@code versus kernels} for people: a part for each transport, nowhere wider than
 * 80 columns.
 */
public final class VersusText {
    private static final double MICROSECONDS = 1e6;
    private static final double MILLISECONDS = 1e3;

    private final VersusFile file;
    private final List<ContestResult> results;
    private final Page page = new Page();

    private VersusText(VersusFile file, List<ContestResult> results) {
        this.file = file;
        this.results = results;
    }

    /** The text. */
    public static String of(VersusFile file, List<ContestResult> results, Alphabet alphabet) {
        VersusText text = new VersusText(file, results);
        text.print();
        return alphabet.adapt(text.page.toString());
    }

    private void print() {
        VersusFile.Header header = file.header();
        page.paragraph(
                0,
                "RxT " + header.rxtVersion() + " (" + header.commit() + ") against its C twins, " + header.rounds()
                        + " rounds, seed " + header.seed());
        for (TwinEnvironment environment : distinct()) {
            page.paragraph(2, environment.runtime() + ", " + environment.flags());
        }
        file.environments().stream()
                .findFirst()
                .ifPresent(e -> page.paragraph(2, e.cpuModel() + ", " + e.cores() + " CPUs, " + e.kernel()));
        Map<String, List<ContestResult>> groups = new LinkedHashMap<>();
        results.forEach(
                r -> groups.computeIfAbsent(title(r), _ -> new ArrayList<>()).add(r));
        groups.forEach(this::group);
        legend();
    }

    /** Compilers and JVMs, without what differs by transport. */
    private List<TwinEnvironment> distinct() {
        Map<String, TwinEnvironment> byRuntime = new LinkedHashMap<>();
        file.environments().forEach(e -> byRuntime.putIfAbsent(e.runtime(), e));
        return List.copyOf(byRuntime.values());
    }

    private static String title(ContestResult result) {
        String transport = result.contest().transport();
        String library = result.contest().library();
        return switch (transport) {
            case "ffm" -> "ffm over " + name(library) + ", against C over " + name(library);
            case "spin", "forkjoin" -> "team " + transport + ", against libgomp (overhead by EPCC's method)";
            default -> transport + ", against C over " + name(library);
        };
    }

    private static String name(String library) {
        return switch (library) {
            case "openmpi" -> "Open MPI";
            case "mpich" -> "MPICH";
            case "intel" -> "Intel MPI";
            default -> library;
        };
    }

    private void group(String title, List<ContestResult> rows) {
        page.blank().paragraph(0, title);
        boolean kernels = rows.getFirst().contest().isKernel();
        String unit = kernels ? "ms" : "µs";
        Table table = new Table().row("", "C (" + unit + ")", "RxT (" + unit + ")", "ratio [low, high]", "bar       ");
        List<String> problems = new ArrayList<>();
        for (ContestResult row : rows) {
            // The longest name, and its figures with an exponent, would not fit beside the bar.
            String name = row.contest().name().replace("region+barrier+reduction", "region+barrier+red.") + marks(row);
            row.figures()
                    .ifPresentOrElse(
                            f -> table.row(
                                    name,
                                    time(f.cSeconds(), kernels),
                                    time(f.rxtSeconds(), kernels),
                                    ratio(f.ratio().ratio())
                                            + interval(f.ratio().interval()),
                                    bar(row)),
                            () -> table.row(name, "-", "-", "-", bar(row)));
            String problem = row.problem().replaceAll(" \\(log: .*", "");
            if (!problem.isEmpty() && !problems.contains(problem)) {
                problems.add(problem);
            }
        }
        table.print(page);
        problems.forEach(problem -> page.paragraph(4, "- " + problem));
    }

    /** The letters of the caveats, after a space. */
    private static String marks(ContestResult row) {
        return Caveat.of(row).stream()
                .map(Caveat::mark)
                .reduce(String::concat)
                .map(" "::concat)
                .orElse("");
    }

    private static String time(double seconds, boolean kernels) {
        return Double.isNaN(seconds) ? "-" : kernels ? Numbers.text(seconds * MILLISECONDS) : micro(seconds);
    }

    /** Microseconds with four significant digits, or down to a tenth of a nanosecond. */
    private static String micro(double seconds) {
        double micro = seconds * MICROSECONDS;
        return micro < 1 ? String.format(Locale.ROOT, "%.4f", micro) : Numbers.text(micro);
    }

    private static String interval(Optional<Interval> interval) {
        return interval.map(i -> " [" + ratio(i.low()) + ", " + ratio(i.high()) + "]")
                .orElse("");
    }

    private static String ratio(double ratio) {
        return ratio >= 1000
                ? String.format(Locale.ROOT, "%.0f", ratio)
                : String.format(Locale.ROOT, ratio >= 10 ? "%.1f" : "%.2f", ratio);
    }

    /** The bar and what is said of it, as wide as any other. */
    private static String bar(ContestResult row) {
        String limit = row.bar()
                .map(b -> (b.isLeast() ? "≥ " : "≤ ") + String.format(Locale.ROOT, "%.2f", b.limit()))
                .orElse("");
        String verdict = switch (row.verdict()) {
            case NONE -> "";
            case PASS -> "pass";
            case FAIL -> "FAIL";
        };
        return String.format(Locale.ROOT, "%s %s%s", limit, verdict, row.isDoubtful() ? "?" : " ");
    }

    private void legend() {
        long held = results.stream().filter(r -> r.bar().isPresent()).count();
        long passed = results.stream()
                .filter(r -> r.verdict() == ContestResult.Verdict.PASS)
                .count();
        page.blank()
                .paragraph(
                        0,
                        passed + " of " + held + " bars reached. The ratio is RxT to C, of times, of"
                                + " rates where the bar is one (≥): the median in units of the C median of the same round, with its 95 %"
                                + " interval (bootstrap over rounds, then samples).");
        page.paragraph(
                0,
                "pass, FAIL: by the ratio itself; with ? the bar lies in the interval, or there is none"
                        + " (below 3 rounds), and another run may decide otherwise.");
        for (Caveat caveat : Caveat.values()) {
            if (results.stream().anyMatch(r -> Caveat.of(r).contains(caveat))) {
                page.paragraph(0, caveat.mark() + ": " + caveat.text());
            }
        }
        double jit = results.stream()
                .flatMap(r -> r.figures().stream())
                .mapToDouble(ContestResult.Figures::jitSeconds)
                .max()
                .orElse(0);
        page.paragraph(
                0,
                "After the warm-up, compilers worked " + Numbers.hundredths(jit)
                        + " s or less during the samples of a row, all ranks and rounds together.");
    }
}
