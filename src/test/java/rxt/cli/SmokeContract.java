package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import rxt.record.Cell;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.LaunchRow;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;
import rxt.record.claim.Claims;
import rxt.record.claim.Holder;
import rxt.record.claim.Pace;

/** {@code jobs/rxt run jobs/smoke.yaml} from end to end, by the launchers that a subclass names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SmokeContract {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();
    private static final String[] KERNELS = {"pi", "triad", "gemm", "jacobi", "image-signature"};

    private Map<String, String> environment;
    private Path output;
    private ProgramRun first;

    abstract List<String> launchers();

    /** What the script finds otherwise than on this machine; {@code scratch} may be filled for it. */
    Map<String, String> environment(Path scratch) throws IOException {
        return Map.of();
    }

    @BeforeAll
    void runOnce(@TempDir Path folder) throws IOException, InterruptedException {
        output = folder.resolve("s.h5");
        environment = environment(folder);
        first = smoke();
    }

    /** Runs {@code jobs/rxt} with these arguments, in the checkout. */
    ProgramRun rxt(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("jobs/rxt"));
        command.addAll(arguments);
        return ProgramRun.of(CHECKOUT, environment, command);
    }

    private ProgramRun smoke() throws IOException, InterruptedException {
        return rxt(List.of(
                "run", "jobs/smoke.yaml", "--launcher", String.join(",", launchers()), "--output", output.toString()));
    }

    @Test
    void everyCellIsMeasuredAndEveryLaunchValid() {
        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        StudyFile file = StudyFileReader.read(output);
        assertThat(file.cells()).extracting(CellRow::status).containsOnly(CellStatus.MEASURED);
        assertThat(file.cells()).extracting(row -> row.what().kernel()).containsOnly(KERNELS);
        assertThat(file.launches()).hasSameSizeAs(file.cells()).allMatch(LaunchRow::valid);
    }

    @Test
    void theRunEndsWithTheAnswerOfEachKernelAndThePage() {
        assertThat(first.out()).contains("Report with figures:", "s.html");
        assertThat(first.out().lines().filter(line -> line.startsWith("  Best")))
                .hasSize(KERNELS.length);
        assertThat(output.resolveSibling("s.html")).content().startsWith("<!DOCTYPE html>");
    }

    @Test
    void everyLauncherRunsEverySplit() {
        Map<String, List<String>> splits = StudyFileReader.read(output).cells().stream()
                .map(CellRow::what)
                .collect(Collectors.groupingBy(
                        Cell::transport,
                        Collectors.mapping(
                                cell -> cell.kernel() + " " + cell.ranks() + "×" + cell.threads(),
                                Collectors.toList())));
        assertThat(splits).containsOnlyKeys(launchers());
        assertThat(splits.values())
                .allSatisfy(some -> assertThat(some)
                        .contains("pi 1×1", "pi 1×2", "pi 2×1", "pi 2×2", "gemm 2×1", "jacobi 2×1")
                        .containsExactlyInAnyOrderElementsOf(
                                splits.get(launchers().getFirst())));
    }

    @Test
    void theAnswersAreTheSameAtEverySplitAndTransport() {
        StudyFile file = StudyFileReader.read(output);
        Map<String, List<String>> digests = file.launches().stream()
                .collect(Collectors.groupingBy(
                        launch -> problem(file.cells().get(launch.cell()).what()),
                        Collectors.mapping(LaunchRow::digest, Collectors.toList())));
        assertThat(digests).hasSameSizeAs(KERNELS);
        assertThat(digests.values()).allSatisfy(same -> {
            assertThat(same).hasSizeGreaterThanOrEqualTo(2 * launchers().size()).doesNotContain("");
            assertThat(same).containsOnly(same.getFirst());
        });
    }

    private static String problem(Cell cell) {
        return cell.kernel() + cell.params();
    }

    @Test
    void againNothingIsLaunched() throws Exception {
        Map<Path, FileTime> before = shards();
        ProgramRun second = smoke();
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.out()).contains("Study smoke: " + before.size() + " launches, 0 of them to run");
        assertThat(shards()).isEqualTo(before);
    }

    @Test
    void anOutputThatAnotherRunHoldsIsLeftAlone() throws Exception {
        Map<Path, FileTime> shards = shards();
        byte[] before = Files.readAllBytes(output);
        ProgramRun refused;
        try (Claims _ = Claims.join(output.resolveSibling("s.parts"), Holder.self("", "another"), Pace.NORMAL)) {
            refused = smoke();
        }
        assertThat(refused.exitCode()).as(refused.out()).isEqualTo(2);
        assertThat(refused.err()).contains("process " + ProcessHandle.current().pid() + " on ", "--output");
        assertThat(output).hasBinaryContent(before);
        assertThat(shards()).isEqualTo(shards);
    }

    private Map<Path, FileTime> shards() throws IOException {
        try (Stream<Path> files = Files.list(output.resolveSibling("s.parts"))) {
            return files.filter(file -> file.toString().endsWith(".h5"))
                    .collect(Collectors.toMap(file -> file, SmokeContract::modified));
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
