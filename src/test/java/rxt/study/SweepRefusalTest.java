package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.record.StudyFile;
import rxt.record.StudyFileException;
import rxt.record.StudyFileWriter;
import rxt.record.claim.Claims;
import rxt.record.claim.Holder;
import rxt.record.claim.Pace;

/** What a sweep refuses before it changes anything. */
class SweepRefusalTest {
    private static final String STUDY = """
            name: refused
            launcher: local
            grid: {ranks: [1], threads: [1]}
            kernels: [{kernel: faulty}]
            """;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void anOutputThatIsNoResultsFileIsLeftAlone() throws IOException {
        Path output = Files.writeString(folder.resolve("notes.md"), "precious");
        assertThatThrownBy(() -> run(STUDY, output, true))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining("notes.md: is not an HDF5 file");
        assertThat(output).hasContent("precious");
        assertNothingBeside("notes.parts");
    }

    @Test
    void resultsOfAnotherStudyAreLeftAlone() throws IOException {
        Path output = folder.resolve("o.h5");
        StudyFileWriter.commit(
                new StudyFile(
                        new StudyFile.Header("other", "2026-01-01T00:00:00Z", "1", "c", ""),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                output);
        byte[] before = Files.readAllBytes(output);
        assertThatThrownBy(() -> run(STUDY, output, false))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("holds results of study other, not of refused")
                .hasMessageContaining("--output");
        assertThat(output).hasBinaryContent(before);
        assertNothingBeside("o.parts");
    }

    @Test
    void anOutputOnWhichAnotherStudyWorksIsLeftAlone() {
        Path output = folder.resolve("o.h5");
        try (Claims _ = Claims.join(folder.resolve("o.parts"), Holder.self("", "another"), Pace.NORMAL)) {
            assertThatThrownBy(() -> run(STUDY, output, false))
                    .isInstanceOf(StudyFileException.class)
                    .hasMessageContaining("is held by another run (process "
                            + ProcessHandle.current().pid())
                    .hasMessageContaining("which has other settings", "--output");
        }
        assertThat(folder.resolve("o.parts")).as("no claim is left").isEmptyDirectory();
    }

    @Test
    void aStudyOfWhichNothingCanRunSaysWhy() {
        assertThatThrownBy(() -> run(STUDY.replace("threads: [1]", "threads: [4096]"), folder.resolve("o.h5"), false))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("no cell of study refused is left to run")
                .hasMessageContaining("4096 workers on");
        assertNothingBeside("o.parts");
    }

    @Test
    void aMissingLibraryIsNamedWithItsCure() {
        assertThatThrownBy(() -> run(STUDY.replace("local", "mpj"), folder.resolve("o.h5"), false))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("MPJ Express is not installed")
                .hasMessageContaining("jobs/rxt setup");
        assertNothingBeside("o.parts");
    }

    @Test
    void aDryRunShowsEveryCellAlsoThoseThatCannotRun() throws IOException {
        String study = STUDY.replace("launcher: local", "launcher: [mpj, local]")
                .replace("threads: [1]", "threads: [1, 4096]");
        assertThat(sweep(study, folder.resolve("o.h5")).print(new Only(Map.of())))
                .isZero();
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("faulty 1×1 mpj", "cannot run: MPJ Express is not installed")
                .contains("faulty 1×4096 local", "left out: 4096 workers on")
                .contains("rxt.measure.RankProgram transport=local mpi=none ranks=1 threads=1");
        assertNothingBeside("o.parts");
    }

    @Test
    void whatOnlyNamesMustBeInTheStudy() {
        assertThatThrownBy(() -> only("kernel=faulty", "kernel=fautly"))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("--only kernel=fautly: study refused has no such kernel")
                .hasMessageContaining("; did you mean kernel=faulty? It has: faulty pi");
        assertThatThrownBy(() -> only("kernel=nbody"))
                .hasMessageContaining("though there is one in the catalogue (jobs/rxt list nbody)");
        assertThatThrownBy(() -> only("kernel=zzz"))
                .hasMessage("--only kernel=zzz: study refused has no such kernel. It has: faulty pi");
        assertThatThrownBy(() -> only("ranks=3")).hasMessageContaining("no such ranks. It has: 1 2");
        assertThatThrownBy(() -> only("kernel=pi", "ranks=1"))
                .hasMessageContaining("has each of these values, but none together");
        assertNothingBeside("o.parts");
    }

    private void only(String... words) throws Exception {
        String study = STUDY.replace("[{kernel: faulty}]", "[{kernel: faulty}, {kernel: pi, grid: {splits: [2x1]}}]");
        sweep(study, folder.resolve("o.h5")).run(Only.parse(List.of(words)), false);
    }

    private void assertNothingBeside(String parts) {
        assertThat(folder.resolve(parts)).doesNotExist();
    }

    private void run(String yaml, Path output, boolean fresh) throws Exception {
        sweep(yaml, output).run(new Only(Map.of()), fresh);
    }

    /** On a machine without MPJ Express. */
    private Sweep sweep(String yaml, Path output) throws IOException {
        Path file = Files.writeString(folder.resolve("study.yaml"), yaml);
        Installation installation =
                Installation.find(Map.of("RXT_DATA", folder.resolve("nothing").toString(), "PATH", "/nowhere"));
        Study study = StudyReader.read(file, List.of(), installation.cpus());
        return new Sweep(study, installation, folder, output, new PrintStream(told, true, StandardCharsets.UTF_8));
    }
}
