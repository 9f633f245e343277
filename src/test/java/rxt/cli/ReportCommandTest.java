package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.analysis.SyntheticStudy;
import rxt.record.CellStatus;
import rxt.record.StudyFile;
import rxt.record.StudyFileWriter;

class ReportCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void writesThePageBesideTheFileOrWhereItIsTold() {
        String file = write(new SyntheticStudy()
                .cell(SyntheticStudy.gemm(1, 1, "mpj"))
                .around(8, 3, 10)
                .file());
        assertThat(run(file)).isZero();
        assertThat(folder.resolve("study.html"))
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("gemm");
        assertThat(out.toString()).contains("Report: " + folder.resolve("study.html"));
        Path other = folder.resolve("other.html");
        assertThat(run(file, "-o", other.toString())).isZero();
        assertThat(other).hasSameTextualContentAs(folder.resolve("study.html"));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void nothingValidExitsOneAndStillWritesThePage() {
        String file = write(new SyntheticStudy()
                .cell(SyntheticStudy.gemm(1, 1, "mpj"), CellStatus.FAILED, "out of heap")
                .file());
        assertThat(run(file)).isEqualTo(1);
        assertThat(folder.resolve("study.html")).content().contains("out of heap", "INVALID");
        assertThat(err.toString()).contains(file, "none of its 1 planned cells is measured and right");
    }

    @Test
    void badInputExitsTwoAndLeavesThePageThatWasThere() throws IOException {
        Path file = Path.of(write(new SyntheticStudy()
                .cell(SyntheticStudy.gemm(1, 1, "mpj"))
                .around(8, 3, 10)
                .file()));
        byte[] whole = Files.readAllBytes(file);
        Path page = Files.writeString(folder.resolve("study.html"), "the one before");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThat(run(file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(file.toString());
        assertThat(run(folder.resolve("missing.h5").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("missing.h5");
        assertThat(page).hasContent("the one before");
    }

    @Test
    void whatIsWholeOfADamagedFileIsShownAndTheLossNamedOnThePage() throws IOException {
        Path file = Path.of(write(new SyntheticStudy()
                .cell(SyntheticStudy.gemm(1, 1, "mpj"))
                .around(8, 3, 10)
                .file()));
        Damage.of(file, "Temurin 25");
        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(file + ": the group 'environments' is lost");
        assertThat(folder.resolve("study.html"))
                .content()
                .contains("This results file is damaged: the group 'environments' is lost")
                .contains("1 rank × 1 thread");
    }

    @Test
    void aPlaceThatCannotHoldThePageIsRefused() {
        String file = write(new SyntheticStudy()
                .cell(SyntheticStudy.gemm(1, 1, "mpj"))
                .around(8, 3, 10)
                .file());
        assertThat(run(file, "-o", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("it is a folder");
        assertThat(run(file, "-o", folder.resolve("no/x.html").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no folder");
        assertThat(run(file, "--figures", file)).isEqualTo(2);
        assertThat(err.toString()).contains("--figures " + file + " is a file; name a folder");
        assertThat(folder.resolve("study.html")).doesNotExist();
        assertThat(run(file, "-o", file)).isEqualTo(2);
        assertThat(err.toString()).contains("would replace");
    }

    private String write(StudyFile study) {
        Path file = folder.resolve("study.h5");
        StudyFileWriter.commit(study, file);
        return file.toString();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] all = new String[arguments.length + 1];
        all[0] = "report";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Rxt.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
