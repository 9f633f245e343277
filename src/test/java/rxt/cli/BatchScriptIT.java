package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code slurm/*.sbatch} and {@code .ci/run} make of the ends that {@code jobs/rxt} can come to. */
class BatchScriptIT {
    private static final Path SLURM = Path.of("slurm").toAbsolutePath();

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            sweep | off run jobs/a.yaml --output outputs/b c.h5 --only kernel=pi
            array | off run jobs/a.yaml --output outputs/b c.h5 --part 2/5 --no-merge --only kernel=pi
            weak  | off run jobs/a.yaml --output outputs/b c.h5 --set scaling=weak --only kernel=pi
            nodes | off run jobs/a.yaml --output outputs/b c.h5 --set grid.nodes=[1,2,4] --only kernel=pi
            merge | off merge jobs/a.yaml --output outputs/b c.h5 --only kernel=pi
            """)
    void theJobRunsOneCommandAndEndsAsItDoes(String script, String call) throws Exception {
        rxt("echo \"$RXT_BUILD $*\" >>calls; exit 1");
        ProgramRun job = ProgramRun.of(
                folder,
                Map.of(
                        "SLURM_SUBMIT_DIR", folder.toString(),
                        "SLURM_ARRAY_TASK_ID", "2",
                        "SLURM_ARRAY_TASK_MAX", "5",
                        "SLURM_JOB_NUM_NODES", "7"),
                List.of(
                        "bash",
                        SLURM.resolve(script + ".sbatch").toString(),
                        "jobs/a.yaml",
                        "outputs/b c.h5",
                        "--only",
                        "kernel=pi"));
        assertThat(job.exitCode()).as(job.err()).isEqualTo(1);
        assertThat(Files.readAllLines(folder.resolve("calls"))).containsExactly(call);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep", "array", "weak", "nodes"})
    void slurmsEarlySignalEndsTheSweepCleanly(String script) throws Exception {
        assertThat(Files.readAllLines(SLURM.resolve(script + ".sbatch")))
                .contains("#SBATCH --signal=B:TERM@60", "#SBATCH --requeue", "set -euo pipefail");
        rxt("trap 'echo merged >>calls; exit 143' TERM; echo \"$1\" >>calls; while :; do sleep 0.1; done");
        ProcessBuilder builder =
                new ProcessBuilder("bash", SLURM.resolve(script + ".sbatch").toString(), "a.yaml", "a.h5");
        builder.directory(folder.toFile())
                .environment()
                .putAll(Map.of(
                        "SLURM_SUBMIT_DIR", folder.toString(),
                        "SLURM_ARRAY_TASK_ID", "1",
                        "SLURM_ARRAY_TASK_MAX", "1",
                        "SLURM_JOB_NUM_NODES", "1"));
        Process job = builder.start();
        awaitRun();
        job.destroy(); // the batch shell alone, as --signal=B: does
        assertThat(job.waitFor()).isEqualTo(143);
        assertThat(Files.readAllLines(folder.resolve("calls"))).containsExactly("run", "merged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep", "array", "weak", "nodes", "merge"})
    void withoutStudyOrOutputNothingRuns(String script) throws Exception {
        rxt("echo \"$*\" >>calls");
        ProgramRun job = ProgramRun.of(
                folder,
                Map.of("SLURM_SUBMIT_DIR", folder.toString()),
                List.of("bash", SLURM.resolve(script + ".sbatch").toString(), "a.yaml"));
        assertThat(job.exitCode()).isNotZero();
        assertThat(job.err()).contains("which results file?");
        assertThat(folder.resolve("calls")).doesNotExist();
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
