package rxt.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.Observation;
import rxt.kernel.ResidentMemory;
import rxt.spmd.Capability;
import rxt.spmd.Communicator;
import rxt.spmd.Transport;
import rxt.spmd.UnsupportedCapabilityException;
import rxt.spmd.team.Team;

class FootprintTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Footprint.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("bytes", "100003");
    }

    /** Leaves the last word of each block out. */
    @Override
    protected Kernel mutant(Context context) {
        return new Footprint(context) {
            @Override
            long sum(long from, long to) {
                return super.sum(from, to - 1);
            }
        };
    }

    @ParameterizedTest(name = "{0} × {1}, {2} bytes")
    @CsvSource({"1,1,1", "1,3,100003", "3,2,100003", "5,3,8"})
    void aSharedTableIsTheSame(int ranks, int threads, String bytes) throws Exception {
        String digest = run(1, 1, type().params(Map.of("bytes", bytes)), type()::create)
                .element()
                .digest();
        run(ranks, threads, type().params(Map.of("bytes", bytes, "layout", "shared")), type()::create)
                .forEach(check -> {
                    assertThat(check.valid()).as(check.toString()).isTrue();
                    assertThat(check.digest()).isEqualTo(digest);
                });
    }

    @ParameterizedTest
    @CsvSource({"replicated,300000", "shared,100000"})
    void onlyCopiesMultiplyTheTable(String layout, long expected) throws Exception {
        LongAdder bytes = new LongAdder();
        Queue<Double> resident = new ConcurrentLinkedQueue<>();
        Transport.named("local").run(new String[0], 3, (world, _) -> {
            Map<String, String> params = Map.of("bytes", "100000", "layout", layout);
            try (Team team = Team.named("forkjoin", 2);
                    Kernel kernel = type().create(new Context(world, team, type().params(params), null))) {
                kernel.step();
                assertThat(kernel.verify().valid()).isTrue();
                for (Observation observation : kernel.observations()) {
                    switch (observation.name()) {
                        case "table bytes of this rank" -> bytes.add((long) observation.value());
                        default -> resident.add(observation.value());
                    }
                }
            }
        });
        assertThat(bytes.sum()).isEqualTo(expected);
        assertThat(resident).hasSize(6).allMatch(value -> value.isNaN() || value > 1e6);
    }

    @Test
    void whatTheSystemDoesNotTellIsNoNumber() {
        assertThat(ResidentMemory.of("Rss:   17 kB\nPss:    3 kB\n")).isEqualTo(new ResidentMemory(17408, 3072));
        assertThat(ResidentMemory.of("Rss:   17 kB\nPss_Dirty: 3 kB\n").proportionalBytes())
                .isNaN();
        assertThat(ResidentMemory.of("").bytes()).isNaN();
    }

    @Test
    void aTransportWithoutSharedMemoryRefuses() {
        assertThatThrownBy(() -> Transport.named("local").run(new String[0], 1, (world, _) -> {
                    try (Team team = Team.named("forkjoin", 1)) {
                        Map<String, String> params = Map.of("layout", "shared", "bytes", "8");
                        type().create(new Context(without(world), team, type().params(params), null));
                    }
                }))
                .isInstanceOf(UnsupportedCapabilityException.class);
    }

    private static Communicator without(Communicator world) {
        return (Communicator) Proxy.newProxyInstance(
                Communicator.class.getClassLoader(), new Class<?>[] {Communicator.class}, (_, method, arguments) -> {
                    if (method.getName().equals("splitShared")) {
                        throw new UnsupportedCapabilityException(Capability.SHARED_MEMORY);
                    }
                    try {
                        return method.invoke(world, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
