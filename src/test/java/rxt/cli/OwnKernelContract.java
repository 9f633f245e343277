package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.record.CellStatus;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;

/** The README's worked example: a kernel in a jar outside the project, made with javac and jar, run by the real jobs/rxt. */
abstract class OwnKernelContract {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();
    private static final Path SCRIPT = CHECKOUT.resolve("jobs/rxt");

    @TempDir
    private static Path folder;

    abstract String launcher();

    @BeforeAll
    static void makeTheJar() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("java.home"));
        Path services = Files.createDirectories(folder.resolve("classes/META-INF/services"));
        Files.writeString(services.resolve("rxt.kernel.KernelProvider"), "Harmonic$Provider\n");
        call(
                home.resolve("bin/javac").toString(),
                "-cp",
                CHECKOUT.resolve("target/classes").toString(),
                "-d",
                folder.resolve("classes").toString(),
                CHECKOUT.resolve("src/test/resources/rxt/own-kernel/Harmonic.java")
                        .toString());
        call(
                home.resolve("bin/jar").toString(),
                "-cf",
                folder.resolve("my kernels.jar").toString(),
                "-C",
                folder.resolve("classes").toString(),
                ".");
        Files.writeString(folder.resolve("harmonic.yaml"), """
                name: harmonic
                kernels:
                  - kernel: harmonic
                    params: {n: 100_003}
                grid: {ranks: [1, 2], threads: [1, 2]}
                oversubscribe: true
                measure: {min_launches: 1, max_launches: 1, steps: 5, warmup: 2, drift_launches: 0}
                """);
    }

    private static void call(String... command) throws IOException, InterruptedException {
        ProgramRun run = ProgramRun.of(folder, Map.of(), List.of(command));
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    }

    private static ProgramRun rxt(Map<String, String> environment, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(words));
        return ProgramRun.of(folder, environment, command);
    }

    @Test
    void itsCellsAreMeasuredAndValid() throws Exception {
        ProgramRun run = rxt(
                Map.of(),
                "run",
                "harmonic.yaml",
                "--kernels",
                "my kernels.jar",
                "--launcher",
                launcher(),
                "--output",
                "harmonic-" + launcher() + ".h5");
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        StudyFile file = StudyFileReader.read(folder.resolve("harmonic-" + launcher() + ".h5"));
        assertThat(file.cells()).hasSize(4).allSatisfy(cell -> {
            assertThat(cell.status()).as(cell.reason()).isEqualTo(CellStatus.MEASURED);
            assertThat(cell.what().transport()).isEqualTo(launcher());
        });
        assertThat(file.launches())
                .allSatisfy(launch -> assertThat(launch.valid()).isTrue());
    }

    @Test
    void theVariableNamesItToo() throws Exception {
        ProgramRun list =
                rxt(Map.of("RXT_KERNELS", folder.resolve("my kernels.jar").toString()), "list", "harmonic");
        assertThat(list.out()).as(list.err()).contains("harmonic  (mine)", "a telescoping sum", "from calculus");
    }

    @Test
    void aJarThatIsNotThereOrHasNoKernelIsRefused() throws Exception {
        ProgramRun none = rxt(Map.of(), "list", "--kernels", "nowhere.jar");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("there is no jar '", "nowhere.jar'").doesNotContain("\tat ");
        String other = CHECKOUT.resolve("target/lib/rxt.jar").toString();
        refused(rxt(Map.of(), "list", "--kernels", other), "has no META-INF/services/rxt.kernel.KernelProvider");
        refused(rxt(Map.of("RXT_KERNELS", other), "doctor"), "has no META-INF/services/rxt.kernel.KernelProvider");
        String text = Files.writeString(folder.resolve("text.jar"), "text").toString();
        refused(rxt(Map.of("RXT_KERNELS", text), "list"), "is no jar that can be read");
    }

    private static void refused(ProgramRun run, String why) {
        assertThat(run.exitCode()).as(run.out()).isEqualTo(2);
        assertThat(run.err()).contains(why).doesNotContain("\tat ");
    }

    /** As where its javac failed, and jar did not mind. */
    @Test
    void aJarWithoutTheClassItNamesIsRefused() throws Exception {
        Path services = Files.createDirectories(folder.resolve("nothing/META-INF/services"));
        Files.writeString(services.resolve("rxt.kernel.KernelProvider"), "Harmonic$Provider\n");
        call(
                Path.of(System.getProperty("java.home"), "bin/jar").toString(),
                "-cf",
                folder.resolve("nothing.jar").toString(),
                "-C",
                folder.resolve("nothing").toString(),
                ".");
        ProgramRun run = rxt(Map.of(), "list", "--kernels", "nothing.jar");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "a jar of kernels (--kernels or RXT_KERNELS) cannot be used: Provider Harmonic$Provider not found; make")
                .doesNotContain("\tat ");
    }
}
