package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.record.StudyFile;
import rxt.report.page.LargeStudyProgram;

/**
 * A results file as long sweeps leave it, in a heap of 512 MB. How fast is a question for a benchmark on a quiet
 * machine.
 */
@Tag("long")
class LargeStudyIT {
    @Test
    void aMillionSamplesFitIntoASmallHeap(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("large.h5");
        StudyFile study = LargeStudyProgram.write(file);
        assertThat(study.launches()).hasSizeGreaterThan(9_900);
        assertThat(study.samples()).hasSizeGreaterThan(990_000);
        assertThat(study.breakdown().calls()).hasSizeGreaterThan(80_000);
        assertThat(study.breakdown().regions()).hasSizeGreaterThan(80_000);
        ProgramRun analyze = run("analyze", file.toString(), "--format", "csv");
        assertThat(analyze.exitCode()).as(analyze.err()).isZero();
        assertThat(analyze.out().lines()).hasSize(study.cells().size() + 1);
        Path page = folder.resolve("large.html");
        ProgramRun report = run("report", file.toString(), "-o", page.toString());
        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(Files.size(page)).isBetween(1_000_000L, 3_000_000L);
    }

    private static ProgramRun run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "rxt.cli.Rxt"));
        command.addAll(Arrays.asList(arguments));
        return ProgramRun.of(Path.of("").toAbsolutePath(), Map.of(), command);
    }
}
