package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.record.CellStatus;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;

/** In one JVM, on a machine with neither MPJ Express nor Open MPI. */
class LocalScriptIT extends SmokeContract {
    @Override
    List<String> launchers() {
        return List.of("local");
    }

    @Override
    Map<String, String> environment(Path scratch) throws IOException {
        return Map.of(
                "PATH",
                SearchPath.of(scratch.resolve("bin"), SearchPath.SHELL_TOOLS).toString(),
                "RXT_DATA",
                Files.createDirectories(scratch.resolve("empty")).toString());
    }

    @Test
    void dryRunPrintsEveryCellAndStartsNothing(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("dry.h5");
        // With `auto`, which is local where nothing else is.
        ProgramRun run = rxt(List.of("run", "jobs/smoke.yaml", "--dry-run", "--output", output.toString()));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines().filter(line -> !line.startsWith(" ")))
                .hasSize(12)
                .allMatch(line -> line.contains(" local {"))
                .anyMatch(line -> line.startsWith("pi 2×2 local {darts=200000"));
        assertThat(run.out().lines().filter(line -> line.contains("rxt.measure.RankProgram")))
                .hasSize(12);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    @Tag("long")
    void onlyRunsThatKernelAlone(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("only.h5");
        ProgramRun run = rxt(List.of(
                "run",
                "jobs/smoke.yaml",
                "--launcher",
                "local",
                "--only",
                "kernel=pi,ranks=1",
                "--output",
                output.toString()));
        assertThat(run.exitCode()).as(run.err()).isZero();
        StudyFile file = StudyFileReader.read(output);
        assertThat(file.launches()).hasSize(2);
        assertThat(file.cells()).hasSize(12).allSatisfy(row -> {
            boolean asked = row.what().kernel().equals("pi") && row.what().ranks() == 1;
            assertThat(row.status()).isEqualTo(asked ? CellStatus.MEASURED : CellStatus.SKIPPED);
        });
    }

    @Test
    @Tag("long")
    void mergeMakesResultsAndPageOfWhatIsThere(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("parts.h5");
        List<String> common = List.of("jobs/smoke.yaml", "--launcher", "local", "--output", output.toString());
        List<String> part = new ArrayList<>(common);
        part.addFirst("run");
        part.addAll(List.of("--only", "kernel=pi,ranks=1", "--no-merge"));
        ProgramRun run = rxt(part);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(output).doesNotExist();
        List<String> merge = new ArrayList<>(common);
        merge.addFirst("merge");
        ProgramRun merged = rxt(merge);
        assertThat(merged.exitCode()).as("cells are missing: " + merged.err()).isEqualTo(1);
        assertThat(StudyFileReader.read(output).launches()).hasSize(2);
        assertThat(folder.resolve("parts.html")).content().contains("<html", "pi");
        assertThat(merged.out()).contains("Report with figures: " + folder.resolve("parts.html"));
    }
}
