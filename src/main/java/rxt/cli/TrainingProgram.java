package rxt.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import rxt.record.Breakdown;
import rxt.record.CallRow;
import rxt.record.Cell;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.EnvironmentRow;
import rxt.record.LaunchRow;
import rxt.record.RankRow;
import rxt.record.RegionRow;
import rxt.record.SampleRow;
import rxt.record.StepWork;
import rxt.record.StudyFile;
import rxt.record.StudyFileWriter;

/**
 * What the launcher script runs once to make the JDK's AOT cache: {@code list}, and each command that reads a results
 * file, of a small one made up here. The classes they load are then in the cache, which halves how long such a command
 * takes to begin. What it makes is nobody's result, and is neither shown nor kept.
 */
final class TrainingProgram {
    private static final int LAUNCHES = 6;
    private static final int STEPS = 30;

    private final List<CellRow> cells = new ArrayList<>();
    private final List<LaunchRow> launches = new ArrayList<>();
    private final List<SampleRow> samples = new ArrayList<>();
    private final List<RankRow> ranks = new ArrayList<>();
    private final List<CallRow> calls = new ArrayList<>();
    private final List<RegionRow> regions = new ArrayList<>();

    private TrainingProgram() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("rxt-training");
        Path file = folder.resolve("training.h5");
        Path page = folder.resolve("training.html");
        try {
            StudyFileWriter.commit(new TrainingProgram().study(), file);
            String name = file.toString();
            for (List<String> command : List.of(
                    List.of("list", "--format", "json"),
                    List.of("analyze", name),
                    List.of("analyze", name, "--format", "json"),
                    List.of("compare", name, name),
                    List.of("report", name, "-o", page.toString()))) {
                CommandLine line = Rxt.commandLine().setOut(new PrintWriter(Writer.nullWriter()));
                if (line.execute(command.toArray(String[]::new)) != 0) {
                    throw new IllegalStateException("training failed at: " + String.join(" ", command));
                }
            }
        } finally {
            for (Path made : List.of(page, file, folder)) {
                Files.deleteIfExists(made);
            }
        }
    }

    private StudyFile study() {
        for (int workers = 1; workers <= 4; workers *= 2) {
            for (int threads = 1; threads <= workers; threads *= 2) {
                cell(workers / threads, threads);
            }
        }
        EnvironmentRow environment =
                new EnvironmentRow(0, "a", "b", "c", "d", "e", "f", 4, 1L << 33, "g", "h", "0.1.0", "0000000");
        return new StudyFile(
                new StudyFile.Header("training", "2026-01-01T00:00:00Z", "0.1.0", "0000000", "name: training"),
                cells,
                launches,
                samples,
                ranks,
                List.of(environment),
                new Breakdown(calls, regions, List.of(), List.of()));
    }

    private void cell(int rankCount, int threads) {
        cells.add(new CellRow(
                cells.size(),
                new Cell("jacobi", Map.of("n", "64"), rankCount, threads, "ffm", "forkjoin", "none", "strong"),
                CellStatus.MEASURED,
                ""));
        for (int l = 0; l < LAUNCHES; l++) {
            double seconds = (0.1 + 0.9 / (rankCount * threads)) * (1 + 0.01 * l);
            launch(seconds);
            for (int r = 0; r < rankCount; r++) {
                rank(r, threads, STEPS * seconds * 0.9);
            }
        }
    }

    /** Slower in its first steps, as programs are. */
    private void launch(double seconds) {
        int number = launches.size();
        launches.add(new LaunchRow(
                        number,
                        cells.size() - 1,
                        0,
                        "2026-01-01T00:00:00Z",
                        1,
                        0.5,
                        seconds,
                        true,
                        "sum",
                        "1",
                        "1",
                        "",
                        0,
                        false,
                        false,
                        0)
                .doing(new StepWork(1e6, 1e6, 4)));
        for (int s = 0; s < STEPS; s++) {
            samples.add(new SampleRow(number, s, seconds * (1 + 2.0 / (1 + s * s) + 0.001 * (s * 7 % 5)), true));
        }
    }

    private void rank(int rank, int threads, double seconds) {
        int launch = launches.size() - 1;
        calls.add(new CallRow(launch, rank, "", "allreduce", 1, 0.1 * seconds, 0, 0));
        regions.add(new RegionRow(launch, rank, "smooth", 1, 0.8 * seconds, 0.7 * seconds, 0.7 * seconds * threads));
        double useful = 0.1 * seconds + 0.7 * seconds * threads;
        ranks.add(new RankRow(
                launch, rank, "a", 1, "0-3", "0;1", seconds, 0.1 * seconds, useful, 0, 0, 1, RankRow.Timer.UNKNOWN));
    }
}
