package rxt.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

/** The steps of kernels that compute allocate nothing in steady state, whatever their size. */
class StepAllocationTest {
    private static final Set<String> FAMILIES =
            Set.of("compute", "dense", "memory", "grid", "sparse", "spectral", "sort", "order");

    /** What a step may allocate all the same, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.of();

    /** A few objects for each call of the team or of the communicator that the compiler leaves. */
    private static final long MOST = 2048;

    /** Until code that allocates while it is interpreted is compiled. */
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private static final long ROUND_NANOS = 50_000_000L;

    static Stream<String> kernels() {
        return Catalogue.types().stream()
                .filter(type -> FAMILIES.contains(type.family()))
                .map(KernelType::name)
                .filter(name -> !EXCEPTIONS.containsKey(name));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aStepAllocatesNothing(String name) throws Exception {
        KernelType type = Catalogue.named(name);
        for (int threads = 1; threads <= 2; threads++) {
            long bytes = steadyBytes(type, KernelContract.paramsOf(type), threads);
            assertThat(bytes).as("bytes per step with %d threads", threads).isLessThanOrEqualTo(MOST);
        }
    }

    private static long steadyBytes(KernelType type, Map<String, String> texts, int threads) throws Exception {
        long[] bytes = new long[1];
        Transport.named("local").run(new String[0], 1, (world, _) -> {
            try (Team team = Team.named("forkjoin", threads);
                    Kernel kernel = type.create(new Context(
                            world,
                            team,
                            type.params(texts),
                            input -> Files.newInputStream(Path.of("inputs").resolve(input))))) {
                bytes[0] = steadyBytes(kernel);
            }
        });
        return bytes[0];
    }

    private static long steadyBytes(Kernel kernel) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        long bytes = Long.MAX_VALUE;
        while (bytes > MOST && System.nanoTime() < end) {
            bytes = Math.min(bytes, bytesOfARound(kernel));
        }
        return bytes;
    }

    private static long bytesOfARound(Kernel kernel) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long end = System.nanoTime() + ROUND_NANOS;
        long before = threads.getTotalThreadAllocatedBytes();
        int steps = 0;
        do {
            kernel.step();
            steps++;
        } while (System.nanoTime() < end);
        return (threads.getTotalThreadAllocatedBytes() - before) / steps;
    }
}
