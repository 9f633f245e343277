package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;

/** Sweeps on transport mpj. */
@Tag("mpj")
class MpjSweepIT extends SweepContract {
    @Override
    String transport() {
        return "mpj";
    }

    /** MPJ Express has no one-sided communication. */
    @Test
    @Tag("long")
    void aCellThatTheTransportCannotRunIsSkippedWithTheReasonAndNotTriedAgain(@TempDir Path folder) throws Exception {
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                name: window
                launcher: mpj
                measure: {min_launches: 2, max_launches: 2, steps: 2, warmup: 1, drift_launches: 0}
                grid: {ranks: [1], threads: [1]}
                kernels: [{kernel: faulty, params: {fault: [window, none]}}]
                """);
        Path output = folder.resolve("o.h5");
        assertThat(SweepProgram.run(study, output, System.out, System.getenv())).isZero();
        StudyFile file = StudyFileReader.read(output);
        assertThat(file.cells()).extracting(CellRow::status).containsExactly(CellStatus.SKIPPED, CellStatus.MEASURED);
        assertThat(file.cells().getFirst().reason())
                .startsWith("not on this transport: it has no one-sided communication");
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            assertThat(SweepProgram.run(study, output, out, System.getenv())).isZero();
        }
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("2 launches, 0 of them to run");
        assertThat(StudyFileReader.read(output).cells()).isEqualTo(file.cells());
    }

    @Override
    int jvms(int ranks) {
        return 1;
    }

    @Override
    String exitReason() {
        return "the ranks ended without a result";
    }

    @Override
    String killReason() {
        return "the ranks ended without a result";
    }
}
