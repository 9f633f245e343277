package rxt.study;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Catalogue;
import rxt.kernel.KernelType;

/** What a kernel cannot be on a split is refused when the study is read: with its place in the file, and the cure. */
class RefusalTest {
    @TempDir
    private Path folder;

    /** Kernel, parameters, split; the parameter that is named, and what is said of it. */
    @ParameterizedTest(name = "{0} with {1} on {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "task-graph | order: inc>double double>inc | 1x1 | order | take one of its edges out",
                "task-graph | order: add>inc | 2x2 | order | the task graph has a cycle",
                "task-graph | order: inc>mul | 1x1 | order | which no task is called",
                "task-graph | order: inc | 1x1 | order | such as 'double>inc'",
                "task-graph | graph: pi, order: double>inc | 1x1 | graph | of graph lecture",
                "kitchen | graph: 1>2 2>1 | 1x2 | graph | leave an arrow out",
                "kitchen | graph: 1>8 | 1x2 | graph | is no arrow between",
                "kitchen | pantry: program, semaphore: jdk | 2x1 | pantry | needs semaphore = textbook",
                "kitchen | work: wait, wait_us: 1000000 | 1x1 | work | use fewer or shorter ones",
                "edf | set: 3/4 2/6 | 1x1 | set | use smaller costs",
                "edf | set: 1/997 1/991 | 1x1 | set | smaller common multiple",
                "edf | set: 3/4 x | 1x1 | set | allowed are random, figure",
                "edf | utilisation: 1.2 | 1x1 | utilisation | allowed is up to 1",
                "edf | work: wait, wait_us: 1000000 | 1x1 | work | use fewer or shorter ones",
                "makespan | jobs: 1 two | 1x1 | jobs | above 0 and up to 1000",
                "makespan | jobs: 100, work: wait, wait_us: 1000000 | 1x1 | jobs | use fewer or shorter ones",
                "timeslice | mode: threads, tasks: 1001 | 1x1 | mode | use 1000 tasks or fewer",
                "timeslice | tasks: 100, work: wait, wait_us: 1000000 | 1x1 | work | use fewer or shorter ones",
                "pipeline | items: 1000, work: wait, wait_us: 1000000 | 1x1 | work | use fewer or shorter ones",
                "chunks | work: wait, wait_us: 1000000 | 1x1 | work | use fewer or shorter ones",
                "background | work: wait, wait_us: 1000000 | 1x1 | work | use fewer or shorter ones",
                "amdahl | jobs: 10, serial: 0.01 | 1x1 | jobs | use more jobs, or serial 0",
                "grid-search | folds: 1000, blocks: 10000 | 1x1 | folds | use fewer folds or blocks",
                "spawn | kind: jvm, count: 10001 | 1x1 | kind | use a smaller count",
                "futures | waits: 100000, delay: 1000000 | 1x1 | waits | use fewer waits or a shorter delay",
                "io-wait | requests: 1000, delay: 1000000 | 1x1 | requests | use fewer requests or a shorter delay",
                "io-wait | requests: 200, delay: 1000000, lock: held | 1x2 | requests | use fewer requests",
                "sort | keys: 2000000000 | 1x1 | keys | use fewer keys",
                "ordered-sum | n: 10, terms: cancelling | 1x1 | terms | use a multiple of 3",
                "string-ops | strings: 1000000000 | 1x1 | strings | use fewer strings or more workers",
                "tsqr | rows: 10, columns: 20 | 1x1 | rows | use as many at least",
                "tsqr | memory_mb: 1 | 1x1 | memory_mb | use storage: disk",
                "tsqr | library_threads: 2 | 1x1 | library_threads | variant: blas only",
                "cg | file: large/laplace-80.mtx | 1x1 | file | is read with matrix: file alone",
                "cg | matrix: file, decomposition: slabs | 1x1 | matrix | stencil alone",
                "gemm | library_threads: 2 | 1x1 | library_threads | variant: blas only",
                "bounded-buffer | producers: 2 | 1x2 | producers | leave no consumer",
                "bounded-buffer | producers: 3, across: ranks | 3x1 | producers | leave no consumer",
                "bounded-buffer | producers: 4, capacity: 3, across: ranks | 5x1 | producers | a capacity of 4 or more",
                "bounded-buffer | variant: unguarded, across: ranks | 1x1 | variant | use across = threads",
                "deadlock | guard: false | 1x2 | guard | use order = ordered or guard = true",
                "gil | operations: 101 | 1x1 | operations | use 100 or 102",
                "gil | work: wait, micros: 1000000 | 1x64 | work | release: true",
                "queue | producers: 4 | 1x4 | producers | use fewer producers",
                "queue | producers: 2, variant: pipe | 2x2 | producers | use 1, or another variant",
                "wavefront | columns: 4 | 5x1 | columns | use fewer ranks or a larger grid",
                "life | tiles_down: 1 | 5000x1 | params | use fewer ranks, more tiles or a smaller depth",
                "jacobi | scale: 1 | 37x1 | scale | use fewer ranks or a larger grid",
                "stencil | n: 5 | 9x1 | n | use fewer ranks or a larger grid",
                "spectrogram | size: 1000 | 1x1 | size | use 512",
                "spectrogram | frames: 1000000000 | 2x1 | frames | use more ranks or fewer frames",
                "transpose | n: 100000 | 2x1 | n | use more ranks or a smaller n",
                "cg | n: 3 | 64x1 | n | use fewer ranks or a larger n",
                "cg | n: 1000 | 1x1 | n | use more ranks or a smaller n"
            })
    void namesThePlaceAndTheCure(String kernel, String params, String split, String key, String cure) {
        assertThatThrownBy(() -> read(study(kernel, params, split)))
                .isInstanceOf(StudyException.class)
                .hasMessageStartingWith(folder.resolve("study.yaml") + ":6: key 'kernels[1].params"
                        + (key.equals("params") ? "'" : "." + key + "'") + ": kernel " + kernel + " "
                        + split.replace('x', '×') + ": ")
                .hasMessageContaining(cure);
    }

    /** The bound itself is allowed. */
    @ParameterizedTest(name = "{0} with {1} on {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "task-graph | order: inc>double | 1x1",
                "kitchen | graph: 1>2 | 1x2",
                "edf | set: 2/4 3/6 | 1x1",
                "makespan | jobs: 60, work: wait, wait_us: 1000000 | 1x1",
                "timeslice | mode: threads, tasks: 1001, variant: jdk | 1x1",
                "amdahl | jobs: 10, serial: 0.05 | 1x1",
                "spawn | kind: jvm, count: 10000 | 1x1",
                "futures | waits: 240, delay: 1000000 | 1x2",
                "io-wait | requests: 240, delay: 1000000 | 2x1",
                "ordered-sum | n: 9, terms: cancelling | 1x1",
                "bounded-buffer | producers: 1 | 1x2",
                "bounded-buffer | producers: 4, capacity: 4, across: ranks | 5x1",
                "deadlock | guard: false, order: ordered | 1x2",
                "gil | operations: 100 | 1x1",
                "queue | producers: 3 | 1x4",
                "wavefront | columns: 5 | 5x1",
                "jacobi | scale: 1 | 32x1",
                "stencil | n: 6 | 9x1",
                "cg | n: 4 | 64x1"
            })
    void whatIsAllowedIsRead(String kernel, String params, String split) {
        assertThatCode(() -> read(study(kernel, params, split))).doesNotThrowAnyException();
    }

    /** Every split of an axis is asked for, and the problem as it grows. */
    @Test
    void aMatrixOfAFileThatIsToGrowIsRefused() {
        String weak = study("cg", "matrix: file", "1x1, 2x1").replace("oversubscribe: true", "scaling: weak");
        assertThatThrownBy(() -> read(weak))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("key 'kernels[1].params.matrix': kernel cg 2×1: the matrix of a file")
                .hasMessageContaining("use matrix: stencil");
    }

    /** As many as no number tells. */
    @Test
    void aSizeThatGrowsBeyondAllNumbersIsRefused() {
        String weak = study("pi", "darts: 1000000000000000", "1x1, 10000x1")
                .replace("oversubscribe: true", "scaling: weak\noversubscribe: true");
        assertThatThrownBy(() -> read(weak))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("key 'kernels[1].params.darts': kernel pi 10000×1: parameter 'darts' cannot be")
                .hasMessageContaining("a whole number from 1 to 1000000000000000");
    }

    /** What a study may leave out must run wherever there are a few ranks and threads. */
    @Test
    void theDefaultsOfEveryKernelAreAllowed() {
        for (KernelType type : Catalogue.types()) {
            for (int workers = 1; workers <= 64; workers++) {
                type.requirement().check(type.params(Map.of()), workers, 1);
                type.requirement().check(type.params(Map.of()), 1, workers);
            }
        }
    }

    private static String study(String kernel, String params, String splits) {
        return """
                name: refused
                grid: {splits: [%s]}
                oversubscribe: true
                kernels:
                  - kernel: %s
                    params: {%s}
                """.formatted(splits, kernel, params.replaceAll("(\\w+): ([^,]+)", "$1: \"$2\""));
    }

    private void read(String study) throws IOException {
        StudyReader.read(Files.writeString(folder.resolve("study.yaml"), study), List.of(), 2);
    }
}
