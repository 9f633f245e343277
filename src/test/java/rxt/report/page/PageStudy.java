package rxt.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import rxt.record.Breakdown;
import rxt.record.CallRow;
import rxt.record.Cell;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.EnvironmentRow;
import rxt.record.LaunchRow;
import rxt.record.RankRow;
import rxt.record.RegionRow;
import rxt.record.Repeated;
import rxt.record.SampleRow;
import rxt.record.StepWork;
import rxt.record.StudyFile;

/**
 * A study with all that a page shows: warm-up, noise, two transports, placement, cells that failed, where the time went,
 * what a step does, a cell that never settles, one that is capped, and the base case again at the end.
 */
final class PageStudy {
    private static final int WARMUP = 6;

    private final List<CellRow> cells = new ArrayList<>();
    private final List<LaunchRow> launches = new ArrayList<>();
    private final List<SampleRow> samples = new ArrayList<>();
    private final List<RankRow> ranks = new ArrayList<>();
    private final List<CallRow> calls = new ArrayList<>();
    private final List<RegionRow> regions = new ArrayList<>();
    private boolean told;
    private final Random random = new Random(4);

    /** @param told whether calls and regions are in the file */
    private PageStudy(boolean told) {
        this.told = told;
    }

    /** Strong and weak scaling up to 4 × 4 through two transports, some cells without a result. */
    static StudyFile rich() {
        PageStudy study = new PageStudy(true);
        for (String transport : List.of("ffm", "mpj")) {
            for (int r = 1; r <= 4; r *= 2) {
                for (int t = 1; t <= 4; t *= 2) {
                    study.cell(strong(r, t, transport), 0.08 * (transport.equals("mpj") ? 1.1 : 1), 6, 40);
                }
            }
        }
        study.absent(strong(8, 1, "mpj"), CellStatus.HUNG, "rank 3 made no progress in 60 s");
        study.absent(strong(8, 2, "mpj"), CellStatus.SKIPPED, "16 CPUs wanted, 8 allowed <see \"limits\">");
        study.absent(strong(8, 1, "ffm"), CellStatus.FAILED, "exit code 137: out of memory");
        for (int r = 1; r <= 4; r *= 2) {
            study.cell(
                    new Cell("pi", Map.of("darts", String.valueOf(1000 * r)), r, 1, "ffm", "spin", "compact", "weak"),
                    2e-5 * r,
                    3,
                    12);
        }
        for (int t = 1; t <= 4; t *= 2) {
            study.cell(new Cell("triad", Map.of("n", "9"), 1, t, "ffm", "spin", "none", "strong"), 0.01, 6, 40);
        }
        study.restless(strong(2, 8, "ffm"));
        return study.file();
    }

    /** Many cells of one launch after another: {@code kernels} × 64 splits, every fourth kernel with calls and regions. */
    static StudyFile large(int kernels, int launches, int steps) {
        PageStudy study = new PageStudy(false);
        for (int k = 0; k < kernels; k++) {
            study.told = k % 4 == 0;
            for (int split = 0; split < 64; split++) {
                Cell cell = new Cell(
                        "kernel" + k,
                        Map.of("n", "768"),
                        1 << (split % 8),
                        1 << (split / 8),
                        "ffm",
                        "forkjoin",
                        "none",
                        "strong");
                study.cell(cell, 0.5, launches, steps);
            }
        }
        return study.file();
    }

    /** Cells of which none has a result. */
    static StudyFile nothing() {
        PageStudy study = new PageStudy(false);
        study.absent(strong(1, 1, "ffm"), CellStatus.FAILED, "out of heap");
        study.absent(strong(2, 1, "ffm"), CellStatus.INVALID, "sum is 2 and not 1");
        return study.file();
    }

    /** One step of one launch. */
    static StudyFile single() {
        PageStudy study = new PageStudy(false);
        study.cell(strong(1, 1, "ffm"), 0.1, 1, WARMUP + 1);
        return study.file();
    }

    private static Cell strong(int ranks, int threads, String transport) {
        return new Cell("gemm", Map.of("n", "768"), ranks, threads, transport, "forkjoin", "none", "strong");
    }

    private void absent(Cell cell, CellStatus status, String reason) {
        cells.add(new CellRow(cells.size(), cell, status, reason));
    }

    private void cell(Cell cell, double serialSeconds, int count, int steps) {
        int number = cells.size();
        cells.add(new CellRow(number, cell, CellStatus.MEASURED, "", repeated(cell, count)));
        double seconds = serialSeconds
                * (0.05 + 0.95 / cell.workers() + 0.01 * Math.log(cell.ranks()) + 0.02 * Math.log(cell.threads()));
        int all = count + cells.getLast().repeated().driftLaunches();
        for (int l = 0; l < all; l++) {
            launch(number, cell, seconds * (1 + 0.01 * random.nextGaussian()), steps);
        }
    }

    /** Darts move no bytes. */
    private static StepWork work(Cell cell) {
        return switch (cell.kernel()) {
            case "pi" -> new StepWork(1e4 * cell.workers(), 0, 0);
            case "triad" -> new StepWork(2e7, 2.4e8, 0);
            default -> new StepWork(9e8, 2.4e7, 0);
        };
    }

    /** Six launches count towards the interval; those of the base case have three more at the end. */
    private static Repeated repeated(Cell cell, int count) {
        if (count < 6) {
            return Repeated.NONE;
        }
        boolean wide = cell.workers() == 16;
        return new Repeated(
                wide ? 0.001 : 0.5, wide ? Repeated.End.LAUNCH_CAP : Repeated.End.NARROW, cell.workers() == 1 ? 3 : 0);
    }

    /** A cell whose steps jump between two levels for ever. */
    private void restless(Cell cell) {
        int number = cells.size();
        cells.add(new CellRow(number, cell, CellStatus.MEASURED, ""));
        for (int l = 0; l < 6; l++) {
            launch(number, cell, 0.02, 0);
            for (int s = 0; s < 80; s++) {
                double level = s / 8 % 2 == 0 ? 1 : 2;
                samples.add(new SampleRow(
                        launches.size() - 1, s, 0.02 * level * (1 + 0.01 * random.nextGaussian()), s >= WARMUP));
            }
        }
    }

    private void launch(int cellNumber, Cell cell, double seconds, int steps) {
        int number = launches.size();
        boolean oversubscribed = cell.workers() > 8;
        launches.add(new LaunchRow(
                number,
                cellNumber,
                0,
                "2026-11-21T10:00:00Z",
                5,
                0.8,
                3 * seconds,
                true,
                "sum",
                "1",
                "1",
                "",
                0,
                oversubscribed,
                false,
                0,
                work(cell),
                Double.NaN,
                ""));
        for (int s = 0; s < steps; s++) {
            double warmup = 1 + 2 * Math.exp(-s / 2.0);
            samples.add(new SampleRow(
                    number, s, seconds * warmup * (1 + 0.02 * Math.abs(random.nextGaussian())), s >= WARMUP));
        }
        double warm = (steps - WARMUP) * seconds;
        for (int r = 0; r < cell.ranks(); r++) {
            double own = Math.max(1e-9, warm * (1 - 0.03 / 128 * r));
            double passing = told ? Math.min(0.05 * own * cell.ranks(), 0.25 * own) : 0;
            double useful = told ? 0.3 * own - passing + 0.6 * own * cell.threads() : own;
            if (told) {
                calls.add(new CallRow(number, r, "", "allreduce", 10, passing, 0, 0));
                regions.add(
                        new RegionRow(number, r, "multiply", 10, 0.7 * own, 0.65 * own, 0.6 * own * cell.threads()));
            }
            ranks.add(new RankRow(
                    number,
                    r,
                    "node1",
                    100 + r,
                    "0-7",
                    "0;1;2;3",
                    own,
                    passing,
                    useful,
                    0,
                    0,
                    1L << 28,
                    RankRow.Timer.UNKNOWN));
        }
    }

    private StudyFile file() {
        EnvironmentRow environment = new EnvironmentRow(
                0,
                "Temurin 25.0.1",
                "-Xmx1g",
                "G1",
                "Open MPI 4.1.4",
                "ffm",
                "AMD EPYC 9654",
                8,
                1L << 35,
                "performance",
                "Linux 6.1",
                "0.1.0",
                "abc1234");
        return new StudyFile(
                new StudyFile.Header("rich", "2026-11-21T10:00:00Z", "0.1.0", "abc1234", "name: rich # </script>\n"),
                cells,
                launches,
                samples,
                ranks,
                List.of(environment),
                new Breakdown(calls, regions, List.of(), List.of()));
    }
}
