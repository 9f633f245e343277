package rxt.analysis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import rxt.record.CellStatus;
import rxt.record.LeftOut;
import rxt.record.StudyFile;

/**
 * What a study says: {@link Screening} decides which times count, {@link Grouping} sorts cells into problems, and each
 * {@link ProblemAnalysis} holds medians ({@link Summary}), speed-ups ({@link Scaling}) and the best split
 * ({@link Comparison}).
 *
 * @param header of the study's file
 * @param problems in the order of the file
 * @param drifts of each cell that was measured again at the end, the base case, in the order of the file
 * @param observed what its ranks found beside their time, by number of the cell; none of a cell that is not measured
 * @param leftOut cells of the study that no run was asked for; they are in no problem
 */
public record Analysis(
        StudyFile.Header header,
        List<ProblemAnalysis> problems,
        List<Drift> drifts,
        Map<Integer, List<Observed>> observed,
        LeftOut leftOut) {
    /** Of the bootstrap; fixed, so that the same file always gives the same verdicts. */
    static final long SEED = 20_261_121;

    public Analysis {
        problems = List.copyOf(problems);
        drifts = List.copyOf(drifts);
        observed = Map.copyOf(observed);
    }

    /**
     * The analysis of {@code file}.
     *
     * @throws IllegalArgumentException where its rows contradict each other, saying which
     */
    public static Analysis of(StudyFile file) {
        Resampler resampler = new Resampler(SEED);
        CompletableFuture<Map<Integer, LaunchTime>> timed = CompletableFuture.supplyAsync(() -> LaunchTime.of(file));
        CompletableFuture<Instant> started = CompletableFuture.supplyAsync(() -> Drift.lastOrdinaryStart(file));
        List<CellSample> cells = Screening.of(file);
        Map<Integer, LaunchTime> times = joined(timed);
        Instant last = joined(started);
        return new Analysis(
                file.header(),
                Grouping.of(cells).parallelStream()
                        .map(group -> ProblemAnalysis.of(group.getKey(), group.getValue(), resampler, times))
                        .toList(),
                cells.stream()
                        .flatMap(cell -> Drift.of(cell, last, resampler).stream())
                        .toList(),
                Observed.of(file, cells),
                LeftOut.of(file.cells()));
    }

    /** What was computed beside, or why it could not be. */
    private static <T> T joined(CompletableFuture<T> beside) {
        try {
            return beside.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IllegalArgumentException refusal ? refusal : e;
        }
    }

    /** Every planned cell but those left out. */
    public List<Point> points() {
        return problems.stream().flatMap(p -> p.points().stream()).toList();
    }

    /** Number of planned cells with wrong answers or impossible times. */
    public long invalid() {
        return points().stream()
                .filter(p -> p.sample().status() == CellStatus.INVALID)
                .count();
    }

    /** Number of planned cells with times that count. */
    public long measured() {
        return points().stream().filter(p -> p.summary().isPresent()).count();
    }
}
