package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import rxt.analysis.SyntheticStudy;
import rxt.record.CellStatus;
import rxt.record.SampleRow;
import rxt.record.StudyFile;
import rxt.record.StudyFileWriter;
import tools.jackson.databind.json.JsonMapper;

class AnalyzeCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void readsWhatWasWrittenAndPrintsEachFormat() {
        String file = write(new SyntheticStudy()
                .cell(SyntheticStudy.gemm(1, 1, "mpj"))
                .around(8, 3, 10)
                .cell(SyntheticStudy.gemm(2, 1, "mpj"))
                .around(4, 3, 10)
                .file());
        assertThat(run(file)).isZero();
        assertThat(out.toString()).contains("Best: 2 rank").contains("Result: VALID");
        assertThat(run(file, "--format", "json")).isZero();
        assertThat(JsonMapper.shared()
                        .readTree(out.toString())
                        .get("rows")
                        .get(1)
                        .get("speedup")
                        .asDouble())
                .isEqualTo(2);
        assertThat(run(file, "--format", "csv")).isZero();
        assertThat(out.toString()).startsWith("kernel,params,ranks,threads,transport,median_seconds,low,high,");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void nothingValidExitsOneAndStillReports() {
        String file = write(new SyntheticStudy()
                .cell(SyntheticStudy.gemm(1, 1, "mpj"), CellStatus.FAILED, "out of heap")
                .file());
        assertThat(run(file)).isEqualTo(1);
        assertThat(out.toString()).contains("failed: out of heap");
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains(file, "none of its 1 planned cells is measured and right");
    }

    @Test
    void badInputExitsTwoWithOneMessage() throws IOException {
        Path text = Files.writeString(folder.resolve("not.h5"), "hello");
        Path missing = folder.resolve("missing.h5");
        for (Path bad : List.of(text, missing, folder)) {
            assertThat(run(bad.toString())).as(bad.toString()).isEqualTo(2);
            assertThat(err.toString().lines()).hasSize(1);
            assertThat(err.toString()).contains(bad.toString());
            assertThat(out.toString()).isEmpty();
        }
    }

    @Test
    void contradictionsExitTwoAndNameTheFile() {
        StudyFile good = new SyntheticStudy()
                .cell(SyntheticStudy.gemm(1, 1, "mpj"))
                .launch(1, 2)
                .file();
        List<SampleRow> twice = new ArrayList<>(good.samples());
        twice.addAll(good.samples());
        String file = write(
                new StudyFile(good.header(), good.cells(), good.launches(), twice, good.ranks(), good.environments()));
        assertThat(run(file)).isEqualTo(2);
        assertThat(err.toString()).contains(file, "step 0 of launch 0 is out of order", "run the study again");
    }

    @Test
    void unknownFormatExitsTwo() {
        assertThat(run("x.h5", "--format", "xml")).isEqualTo(2);
        assertThat(err.toString()).contains("xml").contains("text, csv, json");
    }

    private String write(StudyFile study) {
        Path file = folder.resolve("study.h5");
        StudyFileWriter.commit(study, file);
        return file.toString();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(new AnalyzeCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((exception, command, _) -> {
                    Diagnosis diagnosis = Diagnosis.of(exception);
                    command.getErr().println(diagnosis.message());
                    return diagnosis.exitCode();
                })
                .execute(arguments);
    }
}
