package rxt.study.versus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rxt.kernel.Catalogue;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.record.CoreCase;
import rxt.record.VersusFile.TwinMeasured;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;
import rxt.spmd.team.Pinning;
import rxt.spmd.team.Share;
import rxt.spmd.team.Team;
import rxt.study.Installation;
import rxt.study.Mpi;

/** Every C twin, compiled, at three splits: it finds the answer of the kernel, and finds a spoiled one wrong. */
@Tag("openmpi")
class KernelTwinIT {
    private static final int STEPS = 3;

    /** Small, and not to be cut evenly. */
    private static final Map<String, Map<String, String>> SMALL = Map.ofEntries(
            Map.entry("pi", Map.of("darts", "100003")),
            Map.entry("mandelbrot", Map.of("size", "101", "iterations", "300")),
            Map.entry("gemm", Map.of("n", "301")),
            Map.entry("triad", Map.of("n", "1001")),
            Map.entry("stencil", Map.of("n", "67")),
            Map.entry("jacobi", Map.of("scale", "2", "iterations", "37")),
            Map.entry("transpose", Map.of("n", "131")),
            Map.entry("wavefront", Map.of("rows", "61", "columns", "43")),
            Map.entry("nbody", Map.of("bodies", "203")),
            Map.entry("random-strings", Map.of("strings", "7", "length", "1003")),
            Map.entry("sort", Map.of("keys", "10007")));

    @TempDir
    private Path folder;

    private static List<KernelType> twinned() {
        return Catalogue.types().stream().filter(KernelType::hasTwin).toList();
    }

    @ParameterizedTest
    @MethodSource("twinned")
    void aTwinFindsTheAnswerOfTheKernelAtEverySplit(KernelType type) throws Exception {
        Check expected = ofRxt(type);
        assertThat(expected.valid()).isTrue();
        assertThat(expected.digest()).isNotEmpty();
        for (int[] split : new int[][] {{1, 1}, {2, 1}, {1, 2}, {3, 2}}) {
            TwinOutput output = ofC(type, split[0], split[1], 0);
            assertThat(output.measured()).extracting(TwinMeasured::problem).containsExactly("");
            assertThat(output.samples())
                    .hasSize(STEPS)
                    .allSatisfy(sample -> assertThat(sample.seconds()).isPositive());
            assertThat(output.digest())
                    .as(type.name() + " " + split[0] + "x" + split[1])
                    .isEqualTo(expected.digest());
        }
    }

    @ParameterizedTest
    @MethodSource("twinned")
    void aTwinFindsASpoiledAnswerWrong(KernelType type) throws Exception {
        assertThat(ofC(type, 2, 1, 1, "damage=yes").measured())
                .extracting(TwinMeasured::problem)
                .containsExactly("the answer is wrong");
    }

    @ParameterizedTest
    @MethodSource("twinned")
    void anUnknownWordIsRefused(KernelType type) throws Exception {
        assertThat(run(command(type, 1, 1, "nosuch=1"))).isNotZero();
    }

    private static Map<String, String> small(KernelType type) {
        return Optional.ofNullable(SMALL.get(type.name())).orElseThrow();
    }

    private static Check ofRxt(KernelType type) throws Exception {
        AtomicReference<Check> check = new AtomicReference<>();
        Transport.named("local").run(new String[0], 1, ThreadLevel.SERIALIZED, (world, _) -> {
            try (Team team = Team.named("forkjoin", 1, Pinning.NONE, Share.WHOLE);
                    Kernel kernel = type.create(new Context(world, team, type.params(small(type)), _ -> {
                        throw new IOException("no inputs");
                    }))) {
                for (int step = 0; step < STEPS; step++) {
                    kernel.step();
                }
                check.set(kernel.verify());
            }
        });
        return check.get();
    }

    private TwinOutput ofC(KernelType type, int ranks, int threads, int exitCode, String... more) throws Exception {
        Path shard = folder.resolve(type.name() + ranks + "x" + threads + Parts.SAMPLES);
        assertThat(run(command(type, ranks, threads, more))).isEqualTo(exitCode);
        return TwinOutput.read(shard);
    }

    private List<String> command(KernelType type, int ranks, int threads, String... more) throws Exception {
        Installation installation = Installation.find(System.getenv());
        Suite suite =
                new Suite(type.name(), ranks, threads, "SERIALIZED", 1, List.of(CoreCase.kernel(type.name(), threads)));
        KernelPair pair = new KernelPair(
                suite,
                type,
                type.params(small(type)),
                Pair.mpi(installation, Mpi.Family.OPEN_MPI),
                "",
                Path.of("inputs"));
        Twins twins = Twins.of(Path.of("").toAbsolutePath(), installation.path());
        twins.make(List.of(pair));
        Path shard = folder.resolve(type.name() + ranks + "x" + threads + Parts.SAMPLES);
        List<String> command =
                new ArrayList<>(pair.c(STEPS, shard, twins, installation).argv());
        command.addAll(List.of(more));
        return command;
    }

    private int run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
