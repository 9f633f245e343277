package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.record.CellStatus;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;

/** The study of the lectures' constructs, each once: measured and right, or skipped with the reason of the transport. */
abstract class LecturesContract {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();

    @TempDir
    private Path folder;

    abstract String launcher();

    @Test
    void everyConstructRunsAndIsRight() throws Exception {
        Path output = folder.resolve("quick.h5");
        ProgramRun run = ProgramRun.of(
                CHECKOUT,
                Map.of(),
                List.of(
                        "jobs/rxt",
                        "run",
                        "jobs/lectures-quick.yaml",
                        "--launcher",
                        launcher(),
                        "--output",
                        output.toString(),
                        "--no-report"));
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        StudyFile file = StudyFileReader.read(output);
        assertThat(file.cells()).hasSizeGreaterThan(30).allSatisfy(cell -> {
            if (cell.status() == CellStatus.SKIPPED) {
                assertThat(cell.reason()).as(cell.what().label()).contains(launcher());
            } else {
                assertThat(cell.status())
                        .as(cell.what().label() + ": " + cell.reason())
                        .isEqualTo(CellStatus.MEASURED);
            }
        });
        assertThat(file.breakdown().spans()).isNotEmpty();
        assertThat(file.breakdown().observations()).isNotEmpty();
        ProgramRun claims = ProgramRun.of(CHECKOUT, Map.of(), List.of("jobs/rxt", "claims", output.toString()));
        assertThat(claims.exitCode()).as(claims.err()).isZero();
        assertThat(claims.out()).contains("C01 ", "C30 ");
    }
}
