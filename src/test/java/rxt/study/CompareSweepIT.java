package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.analysis.Analysis;
import rxt.analysis.compare.CellChange;
import rxt.analysis.compare.CellChange.Verdict;
import rxt.analysis.compare.StudyComparison;
import rxt.record.StudyFileReader;

/** Real sweeps of one study, with a build that is 10 % slower in one kernel and with the same build. */
@Tag("long")
class CompareSweepIT {
    /** Width of the interval that the study asks for, as a share of the median: finer differences it cannot tell. */
    private static final double WIDTH = 0.03;

    private static final String STUDY = """
            name: compare
            grid: {ranks: [1], threads: [1]}
            launcher: local
            measure: {interval_width: %s, min_launches: 6, max_launches: 20, steps: 12, warmup: 3, drift_launches: 0}
            kernels:
              - {kernel: steady, params: {micros: 3000}}
              - {kernel: steady, params: {micros: 5000}}
              - {kernel: slowed, params: {micros: 3000}}
              - {kernel: slowed, params: {micros: 5000}}
            """.formatted(WIDTH);

    @TempDir
    private Path folder;

    @Test
    void aKernelSlowedByTenPerCentIsFoundAndNothingElse() throws Exception {
        Analysis before = sweep("a", "1");
        StudyComparison slowed = StudyComparison.of(before, sweep("b", "1.1"));
        assertThat(slowed.changes()).hasSize(4);
        assertThat(slowed.slowerBy(0.05))
                .as(slowed.toString())
                .extracting(change -> change.cell().kernel())
                .containsExactly("slowed", "slowed");
        assertThat(slowed.slowerBy(0.05))
                .allMatch(change -> change.ratio().interval().orElseThrow().contains(1.1)
                        || Math.abs(change.ratio().ratio() - 1.1) < WIDTH);
        requireAlike(slowed.changes().subList(0, 2));
        StudyComparison same = StudyComparison.of(before, sweep("c", "1"));
        requireAlike(same.changes());
        assertThat(same.changes()).extracting(CellChange::verdict).doesNotContain(Verdict.UNKNOWN);
    }

    /** Neither faster nor slower by more than the measurement can tell. */
    private static void requireAlike(List<CellChange> changes) {
        assertThat(changes)
                .allSatisfy(change -> assertThat(change.verdict() == Verdict.NOT_DISTINGUISHABLE
                                || Math.abs(change.ratio().ratio() - 1) < WIDTH)
                        .as(change.toString())
                        .isTrue());
    }

    private Analysis sweep(String name, String slowdown) throws IOException, InterruptedException {
        Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
        Path output = folder.resolve(name + ".h5");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SweepProgram.class.getName(),
                        study.toString(),
                        output.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().put("RXT_TEST_SLOWDOWN", slowdown);
        int exitCode = builder.start().waitFor();
        assertThat(exitCode).as(Files.readString(folder.resolve(name + ".log"))).isZero();
        return Analysis.of(StudyFileReader.read(output));
    }
}
