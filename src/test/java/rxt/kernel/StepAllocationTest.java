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

/** What kernels that compute allocate in steady state does not grow with their size, and what they hold is their data. */
class StepAllocationTest {
    private static final Set<String> FAMILIES =
            Set.of("compute", "dense", "memory", "grid", "sparse", "spectral", "sort", "order");

    /** A few small objects of a step: the range or array of one number that it hands to the team or the communicator. */
    private static final long MOST = 512;

    /** Beside data, which is small here. */
    private static final long MOST_HELD = 64L << 20;

    /** Until code that allocates while it is interpreted is compiled. */
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private static final long ROUND_NANOS = 50_000_000L;

    static Stream<String> kernels() {
        return Catalogue.types().stream()
                .filter(type -> FAMILIES.contains(type.family()))
                .map(KernelType::name);
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

    /** The threads of the team count, too. */
    @Test
    void theCounterSeesAnAllocation() {
        try (Team team = Team.named("forkjoin", 2)) {
            assertThat(bytesOfARound(new Allocating(team, new byte[2][]))).isGreaterThan(MOST);
        }
    }

    private record Allocating(Team team, byte[][] kept) implements Kernel {
        @Override
        public Work work() {
            return new Work(1, 1, 0);
        }

        @Override
        public void step() {
            team.region(me -> kept[me.thread()] = me.thread() == 1 ? new byte[(int) MOST] : kept[0]);
        }

        @Override
        public Check verify() {
            return Check.exact("", 0, 0);
        }
    }

    private static long steadyBytes(KernelType type, Map<String, String> texts, int threads) throws Exception {
        long[] bytes = new long[1];
        long before = heldBytes();
        Transport.named("local").run(new String[0], 1, (world, _) -> {
            try (Team team = Team.named("forkjoin", threads);
                    Kernel kernel = type.create(new Context(
                            world,
                            team,
                            type.params(texts),
                            input -> Files.newInputStream(Path.of("inputs").resolve(input))))) {
                bytes[0] = steadyBytes(kernel);
                assertThat(heldBytes() - before).as("bytes held").isLessThanOrEqualTo(MOST_HELD);
            }
        });
        return bytes[0];
    }

    private static long heldBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
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
