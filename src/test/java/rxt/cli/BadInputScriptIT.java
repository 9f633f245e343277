package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code jobs/rxt} cannot use is refused with exit code 2 and one line that says what and where. */
class BadInputScriptIT {
    private static final String SCRIPT = Path.of("jobs/rxt").toAbsolutePath().toString();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grids: {ranks: [1], threads: [1]} | kernel: pi    | bad.yaml:2: | 'grids'",
                "grid: {ranks: [1], threads: [1]}  | kernel: pie   | bad.yaml:4: | 'pie'",
                "grid: {ranks: [], threads: [1]}   | kernel: pi    | bad.yaml:2: | ranks",
                "grid: {}                          | kernel: pi    | bad.yaml:2: | grid",
                "grid: {splits: [1x1, 1x2]} | {kernel: kitchen, params: {graph: 1>2 2>1}} | bad.yaml:4: | has a cycle",
                "grid: {splits: [1x3, 1x2]} | {kernel: queue, params: {producers: 2}} | bad.yaml:4: | use fewer",
                "launcher: slurm | {kernel: pi, grid: {ranks: [1], threads: [1]}} | bad.yaml:2: | local, mpj, openmpi"
            })
    void studies(String line, String kernel, String place, String what) throws Exception {
        Path study = folder.resolve("bad.yaml");
        Files.writeString(study, "name: bad\n" + line + "\nkernels:\n  - " + kernel + "\n");
        ProgramRun run = run("run", "bad.yaml", "--output", "bad.h5");
        refused(run, "bad.yaml");
        assertThat(run.err()).contains(place, what);
    }

    @Test
    void noSuchStudy() throws Exception {
        refused(run("run", "nosuch.yaml", "--output", "bad.h5"), "nosuch.yaml");
    }

    @Test
    void noResults() throws Exception {
        Files.writeString(folder.resolve("text.h5"), "text");
        refused(run("analyze", "text.h5"), "text.h5");
        refused(run("analyze", "nosuch.h5"), "nosuch.h5");
    }

    private ProgramRun run(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of(SCRIPT), Stream.of(arguments)).toList();
        return ProgramRun.of(folder, Map.of(), command);
    }

    private void refused(ProgramRun run, String what) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1).first().asString().contains(what);
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("bad.h5")).doesNotExist();
        assertThat(folder.resolve("bad.parts")).doesNotExist();
    }
}
