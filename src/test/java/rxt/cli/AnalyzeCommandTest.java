package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import rxt.analysis.SyntheticStudy;
import rxt.record.Cell;
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
        assertThat(out.toString()).startsWith("kernel,params,nodes,ranks,threads,transport,median_seconds,low,high,");
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

    /** Of a damaged file the rest is reported, with exit code 1; the loss is named. */
    @Test
    void whatIsWholeOfADamagedFileIsReported() throws IOException {
        Path file = Path.of(write(new SyntheticStudy()
                .cell(SyntheticStudy.gemm(1, 1, "mpj"))
                .around(8, 3, 10)
                .file()));
        Damage.of(file, "Temurin 25");
        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains(file + ": the group 'environments' is lost", "checksum", "run the study again");
        assertThat(out.toString()).contains("DAMAGED: the group 'environments' is lost");
        assertThat(out.toString()).contains("1 rank × 1 thread (mpj), 8.000 s");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
        assertThat(run(file.toString())).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void oneSampleAndNotANumberAreReported() {
        String one = write(new SyntheticStudy()
                .cell(SyntheticStudy.gemm(1, 1, "mpj"))
                .launch(2)
                .file());
        assertThat(run(one)).isZero();
        assertThat(out.toString()).contains("2.000 s", "no interval");
        String nan = write(new SyntheticStudy()
                .cell(SyntheticStudy.gemm(1, 1, "mpj"))
                .launch(Double.NaN)
                .file());
        assertThat(run(nan)).isEqualTo(1);
        assertThat(out.toString().replaceAll("\\s+", " ")).contains("step 1 took NaN s", "Result: INVALID");
    }

    @Test
    void onlyForecastAndProposal() {
        SyntheticStudy study = new SyntheticStudy();
        for (int threads : new int[] {1, 2, 4, 8, 16}) {
            study.cell(SyntheticStudy.gemm(1, threads, "mpj")).around(0.1 + 1.0 / threads, 3, 10);
        }
        study.cell(SyntheticStudy.gemm(1, 1, "ffm")).around(9, 3, 10);
        String file = write(study.file());
        assertThat(run(file, "--only", "transport=mpj", "--forecast", "1x24,1x99"))
                .isZero();
        assertThat(out.toString())
                .contains("foretells 1×24", "foretells 1×99", "warning")
                .doesNotContain("ffm");
        assertThat(run(file, "--proposal", "70%")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " ")).contains("efficiency of at least 70 % uses 4 cores");
        assertThat(run(file, "--proposal", "0.7")).isEqualTo(2);
        assertThat(run(file, "--forecast", "0x1")).isEqualTo(2);
        assertThat(run(file, "--only", "kernel=pi")).isEqualTo(2);
        assertThat(err.toString())
                .contains("names none of its cells", "kernel gemm; ", "threads 1, 2, 4, 8, 16; transport ffm, mpj");
        assertThat(run(file, "--format", "extrap", "--only", "transport=mpj")).isZero();
        assertThat(out.toString()).contains("\"threads\"", "gemm(n=768, mpj)");
    }

    @Test
    void aForecastWithoutALawNamesTheSplit() {
        String file = write(new SyntheticStudy()
                .cell(SyntheticStudy.gemm(1, 1, "mpj"))
                .around(8, 3, 10)
                .file());
        assertThat(run(file, "--forecast", "8x4,9x1")).isZero();
        assertThat(out.toString()).contains("no law is fitted", "not foretold, for want of a law: 8×4, 9×1");
        assertThat(run(file)).isZero();
        assertThat(out.toString()).contains("no law is fitted").doesNotContain("not foretold");
    }

    @Test
    void aProposalIsRefusedWhatItCannotGive() {
        SyntheticStudy study =
                new SyntheticStudy().cell(SyntheticStudy.gemm(1, 1, "mpj")).around(8, 2, 10);
        String file = write(
                study.cell(SyntheticStudy.gemm(2, 1, "mpj")).around(4, 2, 10).file());
        for (String share : List.of("170%", "100.1%", "0%")) {
            assertThat(run(file, "--proposal", share)).as(share).isEqualTo(2);
            assertThat(err.toString()).contains("--proposal " + share, "above 0% and at most 100%");
        }
        assertThat(run(file, "--proposal", "70%", "--format", "json")).isEqualTo(2);
        assertThat(err.toString()).contains("leave out --format json");
        assertThat(run(file, "--proposal", "70%", "--forecast", "8x4")).isEqualTo(2);
        assertThat(err.toString()).contains("leave out --forecast");
        assertThat(run(file, "--proposal", "100%")).isZero();
        // Two launches have no interval, so none is claimed.
        assertThat(out.toString()).contains("uses 2 cores").doesNotContain("interval");
    }

    /** Of more than twelve problems a line each; all of it with --details, of a part, or where forecasts are asked for. */
    @Test
    void manyProblemsAreSummedUpAndDetailsAreToBeHad() {
        String file = write(sizes(13));
        assertThat(run(file)).isZero();
        assertThat(out.toString())
                .contains("[13]  gemm n=13", "--only kernel=gemm", "--details", "Result: VALID")
                .doesNotContain("Best: ");
        String json = printed(file, "--format", "json");
        assertThat(printed(file, "--details", "--format", "json")).isEqualTo(json);
        String details = printed(file, "--details");
        assertThat(details).contains("[13] gemm, strong scaling", "Best: ").doesNotContain("--details");
        assertThat(printed(file, "--forecast", "8x4")).contains("Best: ", "not foretold");
        assertThat(printed(file, "--only", "kernel=pi")).contains("[1] pi", "Best (most work per time): ");
    }

    @Test
    void aFewProblemsArePrintedWhole() {
        String file = write(sizes(11));
        String text = printed(file);
        assertThat(text).contains("[11] gemm, strong scaling", "[12] pi", "Best: ");
        assertThat(printed(file, "--details")).isEqualTo(text);
    }

    private String printed(String... arguments) {
        assertThat(run(arguments)).isZero();
        return out.toString();
    }

    /** So many problems of gemm, and one of pi. */
    private static StudyFile sizes(int problems) {
        SyntheticStudy study = new SyntheticStudy();
        for (int n = 1; n <= problems; n++) {
            Cell cell = new Cell("gemm", Map.of("n", String.valueOf(n)), 1, 1, "local", "forkjoin", "none", "strong");
            study.cell(cell).around(n, 1, 5);
        }
        return study.cell(SyntheticStudy.weakPi(1, 1, 10)).around(1, 1, 5).file();
    }

    @Test
    void unknownFormatExitsTwo() {
        assertThat(run("x.h5", "--format", "xml")).isEqualTo(2);
        assertThat(err.toString()).contains("xml").contains("text, csv, json, markdown, latex, extrap");
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
