package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static rxt.analysis.SyntheticStudy.gemm;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rxt.analysis.SyntheticStudy;
import rxt.record.CellStatus;
import rxt.record.StudyFileWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CompareCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void environmentsFirstThenEachCellThenTheCount() {
        assertThat(run(study("a.h5", 8, 4), study("b.h5", 8, 4.4))).isZero();
        String text = out.toString();
        assertThat(text).contains("Environments and studies are alike.");
        assertThat(text.indexOf("alike")).isLessThan(text.indexOf("B/A ["));
        assertThat(text).containsPattern("1.1 mpj.*=\\R").containsPattern("2.1 mpj.* 1\\.100 \\[.*slower");
        assertThat(text).contains("2 cells compared: 1 slower, 0 faster, 1 not distinguishable");
        assertThat(text.lines()).allMatch(line -> line.length() <= 80);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void failsAboveTheLimitOnly() {
        String before = study("a.h5", 8, 4);
        String after = study("b.h5", 8, 4.4);
        assertThat(run(before, after, "--fail-above", "5%")).isEqualTo(1);
        assertThat(err.toString()).contains("slower by more than 5%: gemm 2×1 mpj 1.100");
        assertThat(run(before, after, "--fail-above", "15 %")).isZero();
        assertThat(run(after, before, "--fail-above", "5%")).isZero();
        assertThat(run(before, after, "--fail-above", "0.05")).isEqualTo(2);
        assertThat(err.toString()).contains("write per cent, such as 5%");
    }

    @Test
    void aCellThatIsBrokenNowFails() {
        String before = study("a.h5", 8, 4);
        String after = write(
                "b.h5",
                new SyntheticStudy()
                        .cell(gemm(1, 1, "mpj"))
                        .around(8, 6, 10)
                        .cell(gemm(2, 1, "mpj"), CellStatus.HUNG, "no progress in 60 s"));
        assertThat(run(before, after)).isZero();
        assertThat(out.toString()).contains("Measured in A, not in B:", "hung: no progress in 60 s");
        assertThat(run(before, after, "--fail-above", "5%")).isEqualTo(1);
        assertThat(err.toString()).contains("broken", "gemm 2×1 mpj (hung)").doesNotContain("remark");
    }

    @ParameterizedTest
    @EnumSource(
            value = CellStatus.class,
            names = {"UNSETTLED", "SKIPPED", "INTERRUPTED"})
    void aCellWithoutATimeThatDidNotGoWrongIsARemark(CellStatus status) {
        SyntheticStudy study = new SyntheticStudy().cell(gemm(1, 1, "mpj")).around(8, 6, 10);
        if (status == CellStatus.UNSETTLED) {
            double[] neverSettles = new double[40];
            java.util.Arrays.setAll(neverSettles, i -> i % 10 < 5 ? 4 : 8);
            study.cell(gemm(2, 1, "mpj")).launch(neverSettles);
        } else {
            study.cell(gemm(2, 1, "mpj"), status, "not complete yet");
        }
        String after = write("b.h5", study);
        assertThat(run(study("a.h5", 8, 4), after, "--fail-above", "5%")).isZero();
        assertThat(err.toString())
                .contains("remark", "gemm 2×1 mpj (" + status.word() + ")")
                .doesNotContain("broken");
    }

    @Test
    void nothingToCompareIsNoSuccess() {
        String before = study("a.h5", 8, 4);
        String other =
                write("b.h5", new SyntheticStudy().cell(gemm(3, 1, "mpj")).around(8, 6, 10));
        assertThat(run(before, other)).isEqualTo(1);
        assertThat(err.toString()).contains("no cell is measured in both", "compare two runs of one study");
        assertThat(out.toString()).contains("Only in A:", "Only in B:");
        String few = write("c.h5", new SyntheticStudy().cell(gemm(1, 1, "mpj")).around(8, 2, 10));
        assertThat(run(before, few)).isEqualTo(1);
        assertThat(err.toString()).contains("launches enough", "--set measure.min_launches=6");
        assertThat(run(before, folder.resolve("missing.h5").toString())).isEqualTo(2);
    }

    @Test
    void anInterruptedRunIsToGoOn() {
        SyntheticStudy interrupted = new SyntheticStudy()
                .cell(gemm(1, 1, "mpj"), CellStatus.INTERRUPTED, "")
                .cell(gemm(2, 1, "mpj"), CellStatus.INTERRUPTED, "")
                .cell(gemm(3, 1, "mpj"))
                .around(3, 6, 10);
        assertThat(run(study("a.h5", 8, 4), write("b.h5", interrupted))).isEqualTo(1);
        assertThat(err.toString())
                .containsPattern("of 2 in both, .*a.h5 measured 2 and .*b.h5 0; run a study that was interrupted again")
                .doesNotContain("compare two runs");
    }

    @Test
    void jsonAndCsvHoldEveryCell() {
        String before = study("a.h5", 8, 4);
        String after = study("b.h5", 8, 4.4);
        assertThat(run(before, after, "--format", "json")).isZero();
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.get("rows").get(1).get("verdict").asString()).isEqualTo("slower");
        assertThat(json.get("rows").get(1).get("low").asDouble()).isBetween(1.0, 1.1);
        assertThat(json.get("confidence").asDouble()).isEqualTo(0.975);
        assertThat(run(before, after, "--format", "csv")).isZero();
        assertThat(out.toString().lines()).hasSize(3).first().asString().startsWith("kernel,params,nodes,ranks");
    }

    @Test
    void whatIsWholeOfADamagedFileIsCompared() throws IOException {
        String before = study("a.h5", 8, 4);
        Path after = Path.of(study("b.h5", 8, 4.4));
        Damage.of(after, "Temurin 25");
        assertThat(run(before, after.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(after + ": the group 'environments' is lost");
        assertThat(out.toString()).contains("2 cells compared: 1 slower");
    }

    private String study(String name, double serial, double two) {
        return write(
                name,
                new SyntheticStudy()
                        .cell(gemm(1, 1, "mpj"))
                        .around(serial, 6, 10)
                        .cell(gemm(2, 1, "mpj"))
                        .around(two, 6, 10));
    }

    private String write(String name, SyntheticStudy study) {
        Path file = folder.resolve(name);
        StudyFileWriter.commit(study.file(), file);
        return file.toString();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] all = new String[arguments.length + 1];
        all[0] = "compare";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Rxt.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
