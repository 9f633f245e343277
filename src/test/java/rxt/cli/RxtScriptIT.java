package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real {@code jobs/rxt}, in this checkout and as an unpacked distribution in a folder whose name has spaces. */
class RxtScriptIT {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();
    private static final Path SCRIPT = CHECKOUT.resolve("jobs/rxt");

    @TempDir
    private static Path temporary;

    private static Path distribution;

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        assertThat(run(SCRIPT, "dist").exitCode()).isZero();
        Path parent = Files.createDirectories(temporary.resolve("a folder with spaces"));
        Path archive = CHECKOUT.resolve("target/rxt-" + version() + ".tar.gz");
        ProgramRun tar = ProgramRun.of(parent, Map.of(), List.of("tar", "-xzf", archive.toString()));
        assertThat(tar.exitCode()).as(tar.err()).isZero();
        distribution = parent.resolve("rxt-" + version());
    }

    @Test
    void distributionHoldsAllThatRuns() throws IOException {
        assertThat(distribution)
                .isDirectoryRecursivelyContaining("glob:**/jobs/smoke.yaml")
                .isDirectoryRecursivelyContaining("glob:**/slurm/sweep.sbatch")
                .isDirectoryRecursivelyContaining("glob:**/inputs/README.md")
                .isDirectoryRecursivelyContaining("glob:**/outputs/README.md")
                .isDirectoryRecursivelyContaining("glob:**/lib/rxt.jar");
        try (Stream<Path> top = Files.list(distribution)) {
            assertThat(top.map(path -> path.getFileName().toString())).contains("LICENSE", "README.md", "CHANGELOG.md");
        }
    }

    /** A core that OpenBLAS is built for and that this machine does not have. */
    @Test
    void doctorShowsWhoseCodeOpenBlasRuns() throws Exception {
        String other = System.getProperty("os.arch").equals("amd64") ? "Sandybridge" : "CortexA57";
        assertThat(openBlas("OPENBLAS_CORETYPE=" + other))
                .isEqualTo("code for " + other.toLowerCase(Locale.ROOT) + ", by openblas_coretype: unset it");
        assertThat(openBlas("-u", "OPENBLAS_CORETYPE"))
                .matches("code for \\w+, carried by rxt")
                .doesNotContain(other.toLowerCase(Locale.ROOT));
    }

    private static String openBlas(String... environment) throws Exception {
        List<String> command = new ArrayList<>(List.of("env"));
        command.addAll(List.of(environment));
        command.addAll(List.of(SCRIPT.toString(), "doctor", "--format=json"));
        ProgramRun run = ProgramRun.of(temporary, Map.of(), command);
        for (JsonNode part : JsonMapper.shared().readTree(run.out()).get("rows")) {
            if (part.get("part").asString().equals("OpenBLAS")) {
                return part.get("where").asString().toLowerCase(Locale.ROOT);
            }
        }
        throw new AssertionError(run.out() + run.err());
    }

    @Test
    void distributionRunsWithoutMaven() throws Exception {
        ProgramRun list = ProgramRun.of(
                temporary,
                Map.of(
                        "PATH",
                        SearchPath.of(temporary.resolve("bin"), SearchPath.SHELL_TOOLS)
                                .toString()),
                List.of(distribution.resolve("jobs/rxt").toString(), "list"));
        assertThat(list.err()).isEmpty();
        assertThat(list.exitCode()).isZero();
        assertThat(list.out()).contains("pi", "gemm", "triad", "jacobi", "image-signature");
    }

    @Test
    void runsThroughASymbolicLinkToALink() throws Exception {
        Path first = Files.createSymbolicLink(temporary.resolve("first"), distribution.resolve("jobs/rxt"));
        Path second = Files.createSymbolicLink(temporary.resolve("second"), first.getFileName());
        assertThat(run(second, "--version").out()).startsWith("rxt " + version());
    }

    @Test
    void aDamagedCacheIsIgnoredWithoutAWord() throws Exception {
        Path script = distribution.resolve("jobs/rxt");
        Files.writeString(distribution.resolve("lib/rxt.aot"), "not a cache");
        ProgramRun version = run(script, "--version");
        assertThat(version.err()).isEmpty();
        assertThat(version.out()).startsWith("rxt " + version());
    }

    @Test
    void aJavaHomeThatIsNoneIsPassedOver() throws Exception {
        ProgramRun version =
                ProgramRun.of(temporary, Map.of("JAVA_HOME", "/nowhere"), List.of(SCRIPT.toString(), "--version"));
        assertThat(version.out()).as(version.err()).startsWith("rxt " + version());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nosuch                            | 'nosuch'",
                "list nosuch                       | no kernel 'nosuch'; there are ",
                "list --format xml                 | [text, json]",
                "setup nosuch                      | there are mpj, ffm, openmpi, mpich, slurm, readers, mpi4py, browser, maven, shellcheck",
                "setup --nosuch                    | --check",
                "inputs nosuch                     | there are matrix, photographs, words",
                "run nosuch.yaml --launcher local  | nosuch.yaml",
                "analyze nosuch.h5                 | nosuch.h5"
            })
    void badInputIsOneMessageAndExitCodeTwo(String arguments, String message) throws Exception {
        ProgramRun refused = run(SCRIPT, arguments.split(" +", -1));
        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err()).contains(message).doesNotContain("\tat ");
        assertThat(refused.err().lines().count()).isLessThanOrEqualTo(2);
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void setupCheckReportsWhatIsMissingAndMakesNothing() throws Exception {
        Path data = temporary.resolve("no data");
        ProgramRun check = ProgramRun.of(
                temporary,
                Map.of("RXT_DATA", data.toString()),
                List.of(SCRIPT.toString(), "setup", "--check", "mpj", "openmpi"));
        assertThat(check.exitCode()).isNotZero();
        assertThat(check.err()).contains("missing: ");
        assertThat(data).doesNotExist();
    }

    /** From this machine's package source. */
    @Test
    void largerInputsAreFetchedAndMadeOnce() throws Exception {
        Path script = distribution.resolve("jobs/rxt");
        Path large = distribution.resolve("inputs/large");
        assertThat(large).doesNotExist();
        ProgramRun first = run(script, "inputs", "matrix", "words");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err()).contains("making matrix", "making words", "all there");
        assertThat(large.resolve("american-english.txt"))
                .content()
                .startsWith("A\n")
                .contains("\nparallel\n");
        assertThat(large.resolve("laplace-80.mtx")).hasSize(33_108_406);
        ProgramRun second = run(script, "inputs", "matrix", "words");
        assertThat(second.exitCode()).isZero();
        assertThat(second.err().lines()).singleElement().asString().startsWith("rxt: all there: matrix words in ");
    }

    @ParameterizedTest
    @CsvSource({"se, setup", "inp, inputs", "li, list", "doc, doctor", "compl, completion", "compa, compare"})
    void bashCompletes(String typed, String expected) throws Exception {
        String bash = "source <('" + SCRIPT + "' completion); COMP_WORDS=(jobs/rxt " + typed
                + "); COMP_CWORD=1; _complete_rxt; echo \"${COMPREPLY[@]}\"";
        ProgramRun completion = ProgramRun.of(temporary, Map.of(), List.of("bash", "-c", bash));
        assertThat(completion.out().strip()).as(completion.err()).isEqualTo(expected);
    }

    private static ProgramRun run(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(Arrays.asList(arguments));
        return ProgramRun.of(temporary, Map.of(), command);
    }

    private static String version() {
        return rxt.record.Build.current().version();
    }
}
