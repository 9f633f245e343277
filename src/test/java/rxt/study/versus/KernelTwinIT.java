package rxt.study.versus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rxt.kernel.Catalogue;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.Params;
import rxt.record.VersusFile.TwinMeasured;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;
import rxt.spmd.team.Pinning;
import rxt.spmd.team.Share;
import rxt.spmd.team.Team;
import rxt.study.Installation;
import rxt.study.Split;

/** Every C twin, compiled, at three splits: it finds the answer of the kernel, and finds a spoiled one wrong. */
@Tag("openmpi")
class KernelTwinIT {
    private static final int STEPS = 3;

    @TempDir
    private Path folder;

    private static List<KernelType> twinned() {
        return Catalogue.types().stream().filter(KernelType::hasTwin).toList();
    }

    @ParameterizedTest
    @MethodSource("twinned")
    void aTwinFindsTheAnswerOfTheKernelAtEverySplit(KernelType type) throws Exception {
        Map<String, String> expected = ofRxt(type);
        for (int[] split : new int[][] {{1, 1}, {2, 1}, {1, 2}, {3, 2}}) {
            TwinOutput output = ofC(type, split[0], split[1], 0);
            assertThat(output.measured()).extracting(TwinMeasured::problem).containsExactly("");
            assertThat(output.samples())
                    .hasSize(STEPS)
                    .allSatisfy(sample -> assertThat(sample.seconds()).isPositive());
            assertThat(TwinOutput.COMPARED)
                    .as(type.name() + " " + split[0] + "x" + split[1])
                    .anySatisfy(
                            what -> assertThat(output.told(what)).isNotEmpty().isEqualTo(expected.get(what)));
        }
    }

    @ParameterizedTest
    @MethodSource("twinned")
    @Tag("long")
    void aTwinFindsASpoiledAnswerWrong(KernelType type) throws Exception {
        assertThat(ofC(type, 2, 1, 1, "damage=yes").measured())
                .extracting(TwinMeasured::problem)
                .containsExactly("the answer is wrong");
    }

    @ParameterizedTest
    @MethodSource("twinned")
    @Tag("long")
    void anUnknownWordIsRefused(KernelType type) throws Exception {
        assertThat(run(command(type, 1, 1, "nosuch=1"))).isNotZero();
    }

    /** What a twin may tell of its answer, the digest or the work of a step. */
    private static Map<String, String> ofRxt(KernelType type) throws Exception {
        Map<String, String> told = new ConcurrentHashMap<>();
        Params params = type.params(KernelContract.paramsOf(type));
        Transport.named("local").run(new String[0], 1, ThreadLevel.SERIALIZED, (world, _) -> {
            try (Team team = Team.named("forkjoin", 1, Pinning.NONE, Share.WHOLE);
                    Kernel kernel = type.create(new Context(world, team, params, _ -> {
                        throw new IOException("no inputs");
                    }))) {
                for (int step = 0; step < STEPS; step++) {
                    kernel.step();
                }
                Check check = kernel.verify();
                assertThat(check.valid()).isTrue();
                told.put("digest", check.digest());
                told.put(
                        "flops",
                        String.format(Locale.ROOT, "%.0f", kernel.work().flops()));
            }
        });
        return told;
    }

    private TwinOutput ofC(KernelType type, int ranks, int threads, int exitCode, String... more) throws Exception {
        Path shard = folder.resolve(type.name() + ranks + "x" + threads + Parts.SAMPLES);
        assertThat(run(command(type, ranks, threads, more))).isEqualTo(exitCode);
        return TwinOutput.read(shard);
    }

    private List<String> command(KernelType type, int ranks, int threads, String... more) throws Exception {
        Installation installation = Installation.find(System.getenv());
        KernelRow row = new KernelRow(
                type.name(),
                type,
                KernelContract.paramsOf(type),
                Map.of(),
                List.of(),
                new KernelRow.Effort(1, 1, STEPS));
        KernelPair pair = KernelPair.of(row, new Split(ranks, threads), installation, Path.of("inputs"));
        Twins twins = Twins.of(Path.of("").toAbsolutePath(), installation.path());
        twins.make(List.of(pair));
        Path shard = folder.resolve(type.name() + ranks + "x" + threads + Parts.SAMPLES);
        List<String> command =
                new ArrayList<>(pair.c(STEPS, shard, twins, installation).argv());
        command.addAll(List.of(more));
        return command;
    }

    private int run(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        // Who waits must not keep the CPU from others on a machine that is busy; times do not count here.
        builder.environment().putAll(Map.of("OMPI_MCA_mpi_yield_when_idle", "1", "OMP_WAIT_POLICY", "passive"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
