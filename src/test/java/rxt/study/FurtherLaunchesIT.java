package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rxt.record.Cell;
import rxt.record.CellStatus;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;
import rxt.study.Sweep.Wish;

/** Real launches of a cell beyond those of its study, as an undecided claim asks for them. */
@Timeout(120)
class FurtherLaunchesIT {
    private static final String STUDY = """
            name: further
            launcher: local
            grid: {splits: [1x1]}
            measure: {min_launches: 2, max_launches: 2, steps: 3, warmup: 1, drift_launches: 0, claim_launches: 6}
            kernels:
              - kernel: pi
                params: {darts: [100_000, 200_000]}
            """;

    private static final Wish ALL = new Wish(new Only(Map.of()), Portion.ALL, false, true, Optional.empty());

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    /** By one sweep, as a run goes on with it. */
    @Test
    void oneCellGetsThreeMoreAndKeepsThem() throws Exception {
        Path output = folder.resolve("o.h5");
        Installation here = Installation.find(System.getenv());
        Study study = StudyReader.read(Files.writeString(folder.resolve("s.yaml"), STUDY), List.of(), here.cpus());
        assertThat(study.whole().claimLaunches()).isEqualTo(6);
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        Sweep sweep = new Sweep(study, here, folder, output, out);
        assertThat(run(sweep, ALL)).endsWith("4 launches, 4 of them to run");
        Cell second = StudyFileReader.read(output).cells().getLast().what();
        assertThat(run(sweep, ALL.with(Map.of(second, 5)))).endsWith("7 launches, 3 of them to run");
        theyAre(output);
        assertThat(run(sweep, ALL)).as("the study alone forgets none").endsWith("7 launches, 0 of them to run");
        theyAre(output);
    }

    private static void theyAre(Path output) {
        StudyFile file = StudyFileReader.read(output);
        assertThat(file.cells()).extracting(row -> row.status()).containsOnly(CellStatus.MEASURED);
        assertThat(file.launches()).extracting(launch -> launch.cell()).containsOnly(0, 1);
        assertThat(file.launches().stream().filter(launch -> launch.cell() == 0))
                .hasSize(2);
        assertThat(file.launches().stream().filter(launch -> launch.cell() == 1))
                .hasSize(5);
    }

    /** The line that says what there is to do. */
    private String run(Sweep sweep, Wish wish) throws Exception {
        told.reset();
        assertThat(sweep.run(wish)).isZero();
        return told.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("Study further"))
                .findFirst()
                .orElseThrow();
    }
}
