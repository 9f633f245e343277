package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code jobs/rxt run} with a kernel, a C program and an mpi4py script that compute the same: one table, one figure, and
 * the ratios between them with their intervals. Nothing here depends on how fast anything is.
 */
@Tag("ffm")
@Timeout(400)
class FfmProgramBesideKernelIT {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();

    private static final String STUDY = """
            name: beside
            launcher: ffm
            grid: {splits: [1x1, 1x2, 2x1]}
            oversubscribe: true
            measure: {min_launches: 3, max_launches: 3, steps: 10, warmup: 2, drift_launches: 0}
            kernels:
              - kernel: triad
                params: {n: 200_000}
              - command: "./triad n={n} steps={steps}"
                name: triad-c
                params: {n: 200_000}
                check: {output: 'valid: (yes), ranks {ranks}, threads {threads}'}
                same_as: triad
              - command: "/usr/bin/python3 triad.py {n} {steps}"
                name: triad-mpi4py
                params: {n: 200_000}
                check: {output: 'valid: (yes), ranks {ranks}'}
                same_as: triad
                grid: {splits: [1x1, 2x1]}
            """;

    @TempDir
    private Path folder;

    private ProgramRun rxt(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(CHECKOUT.resolve("jobs/rxt").toString()));
        command.addAll(List.of(arguments));
        return ProgramRun.of(folder, Map.of("RXT_MPI", "openmpi"), command);
    }

    @Test
    void kernelCProgramAndScriptStandInOneTableAndOneFigure() throws Exception {
        Process compiler = new ProcessBuilder(
                        "mpicc.openmpi",
                        "-O3",
                        "-fopenmp",
                        "-o",
                        folder.resolve("triad").toString(),
                        "src/reference/c/triad.c",
                        "-lm")
                .inheritIO()
                .start();
        assertThat(compiler.waitFor()).isZero();
        Files.copy(Path.of("src/reference/python/triad.py"), folder.resolve("triad.py"));
        Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
        Path output = folder.resolve("beside.h5");
        ProgramRun run = rxt("run", study.toString(), "--output", output.toString());
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        ratiosAreTold(output);
        String text = rxt("analyze", output.toString()).out();
        assertThat(text)
                .contains("[1] triad, strong scaling, team forkjoin")
                .doesNotContain("[2] ")
                .contains("ffm / triad-c", "ffm / triad-mpi4py")
                .containsPattern("triad-c is ./triad n=\\{n} steps=\\{steps}; SHA-256 of triad")
                .containsPattern("SHA-256 of\\s+triad.py")
                .doesNotContain("launches of 2 environments");
        assertThat(Files.readString(folder.resolve("beside.html")))
                .contains("Side by side: ffm, triad-c, triad-mpi4py")
                .contains("ffm / triad-c");
    }

    private void ratiosAreTold(Path output) throws Exception {
        JsonNode report = JsonMapper.shared()
                .readTree(rxt("analyze", output.toString(), "--format", "json").out());
        List<String> pairs = new ArrayList<>();
        for (JsonNode ratio : report.get("ratios")) {
            assertThat(ratio.get("low").asDouble()).isPositive();
            assertThat(ratio.get("ratio").asDouble())
                    .isGreaterThanOrEqualTo(ratio.get("low").asDouble());
            pairs.add(ratio.get("ranks").asInt() + "x" + ratio.get("threads").asInt() + " "
                    + ratio.get("transport").asString() + " "
                    + ratio.get("program").asString());
        }
        assertThat(pairs)
                .containsExactly(
                        "1x1 ffm triad-c",
                        "1x1 ffm triad-mpi4py",
                        "1x2 ffm triad-c",
                        "2x1 ffm triad-c",
                        "2x1 ffm triad-mpi4py");
        for (JsonNode row : report.get("rows")) {
            assertThat(row.get("status").asString()).isEqualTo("measured");
            assertThat(row.get("kernel").asString()).isEqualTo("triad");
        }
    }
}
