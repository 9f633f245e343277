package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rxt.record.Cell;
import rxt.record.LaunchRow;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;

/** One answer, whatever the split: real launches of every kernel with a digest, held against one rank of one thread. */
@Timeout(400)
abstract class SplitContract {
    private static final String STUDY = """
            name: splits
            launcher: TRANSPORT
            grid: {splits: SPLITS}
            measure: {min_launches: 1, max_launches: 1, steps: 1, warmup: 0, drift_launches: 0}
            oversubscribe: true
            limits: {launch_seconds: 60}
            kernels:
            """;

    private static final List<String> SPLITS = List.of("1x1", "1x2", "2x1", "2x2", "3x2", "4x1", "5x3");
    private static final String JACOBI = "kernel: jacobi, params: {scale: 1, iterations: 20}";
    private static final List<String> KERNELS = List.of(
            "kernel: pi, params: {darts: 30000}",
            "kernel: gemm, params: {n: 60}",
            JACOBI,
            "kernel: image-signature, params: {images: 2, height: 60, width: 80}");

    abstract String transport();

    /** How the library calls itself in the results. */
    abstract String library();

    /** Variables of the sweep beside those of this process. */
    Map<String, String> variables() {
        return Map.of();
    }

    @Test
    void twoRanksOfTwoThreadsHaveTheAnswerOfOneRankOfOneThread(@TempDir Path folder) throws Exception {
        answersAreThoseOfOneRankOfOneThread(folder, List.of("1x1", "2x2"), List.of(JACOBI));
    }

    @Test
    @Tag("long")
    void everySplitHasTheAnswerOfOneRankOfOneThread(@TempDir Path folder) throws Exception {
        answersAreThoseOfOneRankOfOneThread(folder, SPLITS, KERNELS);
    }

    private void answersAreThoseOfOneRankOfOneThread(Path folder, List<String> splits, List<String> kernels)
            throws Exception {
        StringBuilder yaml =
                new StringBuilder(STUDY.replace("TRANSPORT", transport()).replace("SPLITS", splits.toString()));
        for (String kernel : kernels) {
            yaml.append("  - {").append(kernel).append("}\n");
            if (!transport().equals("local")) {
                yaml.append("  - {").append(kernel).append(", launcher: local, grid: {splits: [1x1]}}\n");
            }
        }
        Path output = folder.resolve("o.h5");
        assertThat(sweep(Files.writeString(folder.resolve("study.yaml"), yaml), output))
                .isEmpty();
        StudyFile file = StudyFileReader.read(output);
        assertThat(file.launches())
                .filteredOn(launch -> cell(file, launch).transport().equals(transport()))
                .extracting(
                        launch -> file.environments().get(launch.environment()).library())
                .allSatisfy(library -> assertThat(library).startsWith(library()));
        Map<String, List<LaunchRow>> byKernel = file.launches().stream()
                .collect(Collectors.groupingBy(launch -> cell(file, launch).kernel()));
        assertThat(byKernel).hasSameSizeAs(kernels);
        byKernel.forEach((kernel, launches) -> {
            String expected = launches.stream()
                    .filter(launch -> isReference(cell(file, launch)))
                    .findFirst()
                    .orElseThrow()
                    .digest();
            assertThat(expected).isNotEmpty();
            assertThat(launches)
                    .hasSize(splits.size() + (transport().equals("local") ? 0 : 1))
                    .allSatisfy(launch -> assertThat(launch.digest())
                            .as(cell(file, launch).label())
                            .isEqualTo(expected));
        });
    }

    private static Cell cell(StudyFile file, LaunchRow launch) {
        return file.cells().get(launch.cell()).what();
    }

    private static boolean isReference(Cell cell) {
        return cell.transport().equals("local") && cell.workers() == 1;
    }

    /** What was told where not all went well. */
    private String sweep(Path study, Path output) throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(variables());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            int code = SweepProgram.run(study, output, out, environment);
            return code == 0 ? "" : bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
