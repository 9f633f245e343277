package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.record.VersusFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code jobs/rxt versus kernels} with one kernel and its real twin. Nothing here depends on how fast anything is. */
@Tag("openmpi")
class VersusKernelsIT {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();

    @TempDir
    private Path folder;

    private ProgramRun rxt(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(CHECKOUT.resolve("jobs/rxt").toString()));
        command.addAll(List.of(arguments));
        return ProgramRun.of(folder, Map.of(), command);
    }

    @Test
    @Tag("long")
    void measuresAStepOnBothSidesAndMakesAPage() throws Exception {
        Path output = folder.resolve("kernels.h5");
        ProgramRun run = rxt(
                "versus",
                "kernels",
                "--only=wavefront",
                "--rounds=1",
                "--samples=4",
                "--format=json",
                "--output=" + output);
        assertThat(run.exitCode()).as(run.err()).isLessThan(2);
        assertThat(run.err()).contains("[3/3] wavefront");
        List<String> measured = new ArrayList<>();
        for (JsonNode row : JsonMapper.shared().readTree(run.out()).get("rows")) {
            String name = row.get("name").asString() + " " + row.get("split").asString();
            assertThat(row.get("problem").asString()).as(name).isEmpty();
            assertThat(row.get("ratio").asDouble()).as(name).isPositive();
            assertThat(row.get("pass").isBoolean()).as(name).isEqualTo(!name.startsWith("geometric mean"));
            measured.add(name);
        }
        assertThat(measured).containsExactly("wavefront 1x1", "wavefront 1x2", "wavefront 2x1", "geometric mean all");
        VersusFile file = VersusFile.read(output);
        assertThat(file.contests())
                .allSatisfy(
                        contest -> assertThat(contest.params()).isEqualTo("columns=4000 rows=4000 rows_per_message=8"));
        assertThat(file.samples()).hasSize(2 * 3 * 4);
        assertThat(folder.resolve("kernels.parts")).doesNotExist();
        ProgramRun report = rxt("report", output.toString());
        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(Files.readString(folder.resolve("kernels.html")))
                .contains("data-figure=\"versus\"", "wavefront 2×1", "geometric mean");
    }

    /** Else another processor's OpenBLAS would be what RxT's product is held against. */
    @Test
    void neitherSideInheritsWhoseCodeOpenBlasRuns() throws Exception {
        ProgramRun run = rxt("versus", "kernels", "--only=gemm blas n=1000", "--rounds=1", "--dry-run");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines().filter(line -> line.contains("mpirun")))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(line -> line.strip().startsWith("env -u OPENBLAS_CORETYPE "));
    }

    @Test
    void aFileThatIsNotItsOwnIsNotLost() throws Exception {
        Path output = Files.writeString(folder.resolve("mine.h5"), "mine");
        ProgramRun run = rxt("versus", "kernels", "--only=pi", "--output=" + output);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("delete or rename it").doesNotContain("\tat ");
        assertThat(output).hasContent("mine");
    }

    @Test
    void aNameWithoutATwinIsRefused() throws Exception {
        ProgramRun run = rxt("versus", "kernels", "--only=life", "--output=" + folder.resolve("no.h5"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--only life", "no kernel with a C twin").doesNotContain("\tat ");
    }
}
