package rxt.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import rxt.record.Cell;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.EnvironmentRow;
import rxt.record.LaunchRow;
import rxt.record.RankRow;
import rxt.record.SampleRow;
import rxt.record.StudyFile;

/** A study with all that a page shows: warm-up, noise, two transports, placement, cells that failed. */
final class PageStudy {
    private static final int WARMUP = 6;

    private final List<CellRow> cells = new ArrayList<>();
    private final List<LaunchRow> launches = new ArrayList<>();
    private final List<SampleRow> samples = new ArrayList<>();
    private final List<RankRow> ranks = new ArrayList<>();
    private final Random random = new Random(4);

    /** Strong and weak scaling up to 4 × 4 through two transports, some cells without a result. */
    static StudyFile rich() {
        PageStudy study = new PageStudy();
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
        return study.file();
    }

    /** Many cells of one launch after another: {@code kernels} × 64 splits. */
    static StudyFile large(int kernels, int launches, int steps) {
        PageStudy study = new PageStudy();
        for (int k = 0; k < kernels; k++) {
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
        PageStudy study = new PageStudy();
        study.absent(strong(1, 1, "ffm"), CellStatus.FAILED, "out of heap");
        study.absent(strong(2, 1, "ffm"), CellStatus.INVALID, "sum is 2 and not 1");
        return study.file();
    }

    /** One step of one launch. */
    static StudyFile single() {
        PageStudy study = new PageStudy();
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
        cells.add(new CellRow(number, cell, CellStatus.MEASURED, ""));
        double seconds = serialSeconds
                * (0.05 + 0.95 / cell.workers() + 0.01 * Math.log(cell.ranks()) + 0.02 * Math.log(cell.threads()));
        for (int l = 0; l < count; l++) {
            launch(number, cell, seconds * (1 + 0.01 * random.nextGaussian()), steps);
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
                0));
        for (int s = 0; s < steps; s++) {
            double warmup = 1 + 2 * Math.exp(-s / 2.0);
            samples.add(new SampleRow(
                    number, s, seconds * warmup * (1 + 0.02 * Math.abs(random.nextGaussian())), s >= WARMUP));
        }
        for (int r = 0; r < cell.ranks(); r++) {
            ranks.add(new RankRow(
                    number,
                    r,
                    "node1",
                    100 + r,
                    "0-7",
                    "0;1;2;3",
                    1,
                    0.01,
                    0.9,
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
                List.of(environment));
    }
}
