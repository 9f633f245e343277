package rxt.analysis.versus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import rxt.analysis.Bootstrap;
import rxt.analysis.RatioOfMedians;
import rxt.record.CoreCase;
import rxt.record.VersusFile.Contest;

/**
 * What follows from the rows of kernels: the bandwidth of {@code triad} as a fraction of C's, at each split, and the
 * geometric mean of the ratios of all twins and splits, which has a bar if those of a whole run are there.
 */
final class KernelRows {
    /** Name of the last row. */
    static final String GEOMETRIC_MEAN = "geometric mean";

    private static final double CONFIDENCE = 0.95;
    private static final String BANDWIDTH_OF = "triad";

    private final Map<Contest, Bootstrap> rxt = new LinkedHashMap<>();
    private final Map<Contest, Bootstrap> c = new LinkedHashMap<>();
    private final Set<String> whole;

    /**
     * Rows to be.
     *
     * @param whole the kernels of a whole run
     */
    KernelRows(Set<String> whole) {
        this.whole = Set.copyOf(whole);
    }

    /** Takes in a row that has figures. */
    void add(Contest contest, Bootstrap ofRxt, Bootstrap ofC) {
        if (contest.isTwin()) {
            rxt.put(contest, ofRxt);
            c.put(contest, ofC);
        }
    }

    /** The rows to add to these; none where none is a kernel's. */
    List<ContestResult> rows(List<ContestResult> results) {
        List<ContestResult> kernels =
                results.stream().filter(row -> row.contest().isTwin()).toList();
        List<ContestResult> rows = new ArrayList<>();
        for (ContestResult row : kernels) {
            if (row.contest().what().operation().equals(BANDWIDTH_OF)) {
                rows.add(bandwidth(row));
            }
        }
        if (!kernels.isEmpty()) {
            rows.add(mean(kernels));
        }
        return rows;
    }

    private ContestResult bandwidth(ContestResult row) {
        Contest contest = row.contest();
        return new ContestResult(
                named(contest, BANDWIDTH_OF + " bandwidth"),
                row.figures().map(f -> f.with(RatioOfMedians.of(c.get(contest), rxt.get(contest), 1, CONFIDENCE))),
                Optional.of(Bar.TRIAD_BANDWIDTH),
                row.problem());
    }

    /** A kernel without figures has no share in the mean, which then is none. */
    private ContestResult mean(List<ContestResult> kernels) {
        Contest contest = named(kernels.getFirst().contest(), GEOMETRIC_MEAN);
        Set<String> there =
                kernels.stream().map(row -> row.contest().what().operation()).collect(Collectors.toSet());
        Optional<Bar> bar = Optional.of(Bar.GEOMETRIC_MEAN).filter(_ -> there.containsAll(whole));
        List<String> missing = kernels.stream()
                .filter(row -> row.figures().isEmpty())
                .map(row -> row.contest().name())
                .toList();
        if (!missing.isEmpty()) {
            return new ContestResult(contest, Optional.empty(), bar, "no mean without " + String.join(", ", missing));
        }
        RatioOfMedians ratio =
                RatioOfMedians.geometricMean(List.copyOf(rxt.values()), List.copyOf(c.values()), CONFIDENCE);
        List<ContestResult.Figures> figures =
                kernels.stream().map(row -> row.figures().orElseThrow()).toList();
        return new ContestResult(
                contest,
                Optional.of(new ContestResult.Figures(
                        Double.NaN,
                        Double.NaN,
                        ratio,
                        figures.stream()
                                .mapToInt(ContestResult.Figures::rounds)
                                .min()
                                .orElseThrow(),
                        figures.stream()
                                .mapToInt(ContestResult.Figures::samples)
                                .sum(),
                        figures.stream()
                                .mapToDouble(ContestResult.Figures::jitSeconds)
                                .max()
                                .orElseThrow(),
                        false)),
                bar,
                "");
    }

    private static Contest named(Contest contest, String name) {
        boolean all = name.equals(GEOMETRIC_MEAN);
        return new Contest(
                contest.contest(),
                CoreCase.kernel(name, all ? 0 : contest.what().threads()),
                contest.suite(),
                contest.transport(),
                contest.library(),
                all ? 0 : contest.ranks(),
                contest.oversubscribed(),
                "",
                all ? "" : contest.params());
    }
}
