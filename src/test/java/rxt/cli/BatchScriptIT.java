package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code slurm/sweep.sbatch} and {@code .ci/run} make of the ends that {@code jobs/rxt} can come to. */
class BatchScriptIT {
    private static final Path SWEEP = Path.of("slurm/sweep.sbatch").toAbsolutePath();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"0, 0, 0, true", "1, 0, 1, true", "0, 1, 1, true", "1, 2, 1, true", "2, 0, 2, false"})
    void theJobEndsAsTheSweepDidAndAnalyzesWhatIsThere(int run, int analyze, int job, boolean analyzed)
            throws Exception {
        rxt("echo \"$RXT_BUILD $*\" >>calls; case $1 in run) exit " + run + " ;; *) exit " + analyze + " ;; esac");
        ProgramRun sweep = ProgramRun.of(
                folder,
                Map.of("SLURM_SUBMIT_DIR", folder.toString()),
                List.of("bash", SWEEP.toString(), "jobs/a.yaml"));
        assertThat(sweep.exitCode()).as(sweep.err()).isEqualTo(job);
        List<String> calls = Files.readAllLines(folder.resolve("calls"));
        assertThat(calls).first().isEqualTo("off run jobs/a.yaml --output outputs/a.h5");
        assertThat(calls.contains("off analyze outputs/a.h5")).isEqualTo(analyzed);
    }

    @Test
    void slurmsEarlySignalEndsTheSweepCleanly() throws Exception {
        rxt("trap 'sleep 0.5; echo merged >>calls; exit 143' TERM; echo \"$1\" >>calls\n"
                + "[ \"$1\" = run ] || exit 0; while :; do sleep 0.1; done");
        ProcessBuilder builder = new ProcessBuilder("bash", SWEEP.toString()).directory(folder.toFile());
        builder.environment().put("SLURM_SUBMIT_DIR", folder.toString());
        Process job = builder.start();
        awaitRun();
        job.destroy();
        assertThat(job.waitFor()).isEqualTo(143);
        assertThat(Files.readAllLines(folder.resolve("calls"))).containsExactly("run", "merged", "analyze");
    }

    @Test
    void slurmIsAskedForTheSignal() throws IOException {
        assertThat(Files.readAllLines(SWEEP)).contains("#SBATCH --signal=B:TERM@60");
    }

    @ParameterizedTest
    @CsvSource({"0, true, 0", "1, true, 1", "0, false, 1", "2, false, 2"})
    void withoutTestsThereIsNoSuccess(int code, boolean tests, int expected) throws Exception {
        String line = "[INFO] Tests run: 29, Failures: 0, Errors: 0, Skipped: 0";
        rxt("echo '" + (tests ? line : "[INFO] No tests to run.") + "'; exit " + code);
        Path script = Files.createDirectories(folder.resolve(".ci")).resolve("run");
        Files.copy(Path.of(".ci/run"), script);
        ProgramRun ci = ProgramRun.of(folder, Map.of(), List.of("bash", script.toString()));
        assertThat(ci.exitCode()).isEqualTo(expected);
        assertThat(ci.out().contains("no test ran")).isNotEqualTo(tests);
    }

    private void rxt(String body) throws IOException {
        Path script = Files.createDirectories(folder.resolve("jobs")).resolve("rxt");
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void awaitRun() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (Files.notExists(folder.resolve("calls"))) {
            assertThat(System.nanoTime()).as("the sweep is started").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
