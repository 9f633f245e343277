package rxt.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

class MemoryTest {
    /** Far above any memory, on every rank, with the largest sizes that the parameters allow. */
    @ParameterizedTest(name = "{0} {1} = {2}")
    @CsvSource({
        "triad,n,1125899906842624",
        "sort,keys,1000000000000",
        "cg,n,10000",
        "random-strings,strings,100000000",
        "scan,n,1000000000000",
        "negate,n,1000000000000",
        "stencil,n,1000000",
        "transpose,n,1000000",
        "footprint,bytes,1125899906842624",
        "spectrogram,frames,1000000000",
        "tsqr,rows,1000000000000",
        "shared-memory,n,1125899906842624",
        "string-ops,strings,1000000000",
        "image-signature,images,100000",
        "mandelbrot,size,1000000"
    })
    void whatIsTooLargeIsRefusedOnEveryRank(String kernel, String name, String value) throws Exception {
        KernelType type = Catalogue.named(kernel);
        Queue<String> messages = refusals(type, Map.of(name, value), 2);
        assertThat(messages)
                .hasSize(2)
                .allMatch(m -> m.startsWith(kernel + " needs ") && m.contains(" on each of 2 ranks"));
    }

    /** What does not grow as the problem's own numbers divided by the ranks. */
    @ParameterizedTest(name = "{0} {1} on {2}: {3} bytes of the heap, {4} outside")
    @CsvSource(
            delimiter = ' ',
            value = {
                // three bytes a point and image; single precision and the product, one for all images
                "image-signature images=3,height=64,width=100 2 80384 0",
                "image-signature images=3,height=33,width=100 1 99584 0",
                // A and C, own panels and one of another rank; packed columns of A and packed panel
                "gemm n=1000,variant=blas 1 0 24000000",
                "gemm n=1000,variant=blas 4 0 8000000",
                "gemm n=100,variant=team 1 0 400000",
                "gemm n=1024,variant=team 4 0 11010048",
                // a message each way, and the column to the left
                "wavefront rows=1000,columns=10,rows_per_message=1000 2 16000 48000",
                "wavefront rows=10,columns=10,rows_per_message=1000 1 160 880",
                // a rank has whole chunks, and no more rows than there are
                "mandelbrot size=100,chunk=8 1 0 40000",
                "mandelbrot size=100,chunk=60 2 0 24000",
                "mandelbrot size=100,chunk=1000 8 0 40000",
                // all keys of one bit may come to one rank
                "sort keys=1000000,bits=1 2 14008192 0",
                "sort keys=1000000,bits=1 1 18008192 0",
                "sort keys=960000,bits=4 4 5928192 0"
            })
    void needs(String kernel, String params, int ranks, double heapBytes, double outsideBytes) {
        KernelType type = Catalogue.named(kernel);
        assertThat(type.memory().of(type.params(texts(params)), ranks))
                .isEqualTo(new Memory.Need(heapBytes, outsideBytes));
    }

    private static Map<String, String> texts(String params) {
        return Pattern.compile("(\\w+)=(\\w+)")
                .matcher(params)
                .results()
                .collect(Collectors.toMap(pair -> pair.group(1), pair -> pair.group(2)));
    }

    /** Each of two ranks of one JVM asks for two thirds of its heap: alone it would get that. */
    @Test
    void ranksOfOneProcessShareItsHeap() throws Exception {
        long heap = Runtime.getRuntime().maxMemory();
        KernelType type = Catalogue.named("pi").allocating((_, _) -> Memory.heap(heap * 0.66));
        assertThat(refusals(type, Map.of("darts", "10"), 2)).hasSize(2);
        assertThat(refusals(type, Map.of("darts", "10"), 1)).isEmpty();
    }

    private static Queue<String> refusals(KernelType type, Map<String, String> params, int ranks) throws Exception {
        Queue<String> messages = new ConcurrentLinkedQueue<>();
        Transport.named("local").run(new String[0], ranks, (world, _) -> {
            try (Team team = Team.named("forkjoin", 1);
                    Kernel kernel = type.create(new Context(world, team, type.params(params), name -> {
                        throw new java.io.IOException(name);
                    }))) {
                assertThat(kernel).isNotNull();
            } catch (IllegalArgumentException refusal) {
                messages.add(refusal.getMessage());
            }
        });
        return messages;
    }

    @Test
    void aGroupsFilesCanBeForgotten(@TempDir Path group) throws Exception {
        assertThat(Memory.leftOf(group)).isEqualTo(Long.MAX_VALUE);
        Files.writeString(group.resolve("memory.max"), "1000\n");
        Files.writeString(group.resolve("memory.current"), "900\n");
        assertThat(Memory.leftOf(group)).isEqualTo(100);
        Files.writeString(group.resolve("memory.stat"), "anon 300\nfile 600\nkernel 0\n");
        assertThat(Memory.leftOf(group)).isEqualTo(700);
        Files.writeString(group.resolve("memory.max"), "max\n");
        assertThat(Memory.leftOf(group)).isEqualTo(Long.MAX_VALUE);
    }

    /** A step's group may have more than that of its job, which holds it. */
    @Test
    void theTightestOfTheGroupsAboveAProcessCounts(@TempDir Path root) throws Exception {
        Path step = Files.createDirectories(root.resolve("slurm/job_7/step_0"));
        limit(root, 10_000);
        limit(step.getParent(), 500);
        limit(step, 900);
        assertThat(Memory.leftOf(root, "3:cpu:/other\n0::/slurm/job_7/step_0\n"))
                .isEqualTo(400);
        assertThat(Memory.leftOf(root, "0::/slurm\n")).isEqualTo(9_900);
        assertThat(Memory.leftOf(root, "0::/\n")).isEqualTo(9_900);
        assertThat(Memory.leftOf(root, "0::/../../elsewhere\n")).isEqualTo(9_900);
        assertThat(Memory.leftOf(root, "")).isEqualTo(9_900);
    }

    private static void limit(Path group, int bytes) throws java.io.IOException {
        Files.writeString(group.resolve("memory.max"), bytes + "\n");
        Files.writeString(group.resolve("memory.current"), "100\n");
    }

    /** A heap may be allowed to grow to more than the host has. */
    @Test
    void theHostGivesWhatTheHeapDoesNotHaveYet() {
        assertThat(Memory.ofHost(new Memory.Need(100, 50), 30)).isEqualTo(120);
        assertThat(Memory.ofHost(new Memory.Need(100, 50), 500)).isEqualTo(50);
        assertThat(Memory.ofHost(Memory.outside(50), 30)).isEqualTo(50);
    }

    /** One thread of work for five ranks: each kernel has empty parts, or says why not on every rank. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "pi darts=3",
                "integrate intervals=3",
                "sum-squares jobs=3,length=1000",
                "mandelbrot size=3,iterations=50",
                "random-strings strings=3,length=5",
                "parzen points=3,widths=3",
                "bifurcation values=3",
                "nbody bodies=3",
                "triad n=3",
                "negate n=3",
                "transpose n=3",
                "false-sharing counts=3",
                "footprint bytes=3",
                "ping-pong n=3,rounds=1",
                "ring n=3",
                "allreduce n=3",
                "queue items=3,n=1,capacity=1",
                "manager n=3",
                "isolates objects=3,length=1",
                "scatter-gather n=3",
                "shared-memory n=3",
                "gemm n=3",
                "tsqr rows=3,columns=3",
                "wavefront rows=3,columns=3",
                "ordered-sum n=3",
                "scan n=3",
                "sort keys=3",
                "cg n=3",
                "spectrogram frames=3,size=16",
                "stencil n=5",
                "jacobi scale=1,iterations=10",
                "life tiles_down=1,tiles_across=1,periods=1",
                "kitchen salads=3",
                "edf sets=3",
                "makespan copies=1",
                "timeslice tasks=3",
                "pipeline stages=3,items=3",
                "background items=3,iterations=3",
                "chunks items=3",
                "pool-map n=3",
                "amdahl jobs=8,length=10",
                "spawn count=3",
                "futures waits=3",
                "task-graph items=3",
                "grid-search grid=1,folds=2",
                "warmup jobs=3",
                "string-ops strings=3",
                "chunked-array n=3",
                "csv-read rows=3",
                "io-wait requests=3",
                "deadlock sections=3"
            })
    void moreRanksThanRows(String kernel, String params) throws Exception {
        KernelType type = Catalogue.named(kernel);
        Queue<Check> checks = new ConcurrentLinkedQueue<>();
        Queue<String> refusals = new ConcurrentLinkedQueue<>();
        Transport.named("local").run(new String[0], 5, (world, _) -> {
            try (Team team = Team.named("forkjoin", 2);
                    Kernel made = type.create(new Context(world, team, type.params(texts(params)), name -> {
                        throw new java.io.IOException(name);
                    }))) {
                made.step();
                checks.add(made.verify());
            } catch (IllegalArgumentException refusal) {
                refusals.add(refusal.getMessage());
            }
        });
        assertThat(List.of(checks.size(), refusals.size()))
                .as(refusals.toString())
                .isIn(List.of(5, 0), List.of(0, 5));
        assertThat(checks).allMatch(Check::valid);
        assertThat(refusals).allMatch(message -> message.contains("use "));
    }

    @Test
    void sizesThatOverflowALongAreRefused() {
        KernelType type = Catalogue.named("wavefront");
        assertThatThrownBy(() -> Transport.named("local").run(new String[0], 1, (world, _) -> {
                    try (Team team = Team.named("forkjoin", 1)) {
                        Map<String, String> huge = Map.of("rows", "100000000", "columns", "1000000000");
                        type.create(new Context(world, team, type.params(huge), name -> {
                            throw new java.io.IOException(name);
                        }));
                    }
                }))
                .hasStackTraceContaining("wavefront needs 800000000.80 GB");
    }
}
