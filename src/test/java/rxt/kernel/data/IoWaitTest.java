package rxt.kernel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

class IoWaitTest extends KernelContract {
    @Override
    protected KernelType type() {
        return IoWait.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("requests", "13", "delay", "300", "bytes", "101");
    }

    /** Takes an answer that is there for that of the next request: asks for nothing. */
    @Override
    protected Kernel mutant(Context context) {
        return new IoWait(context) {
            @Override
            void exchange(Connection connection, int request) {
                if (request != 5) {
                    super.exchange(connection, request);
                }
            }
        };
    }

    @ParameterizedTest(name = "{0}, lock {1}, {2} × {3}")
    @CsvSource({
        "compute,none,1,2",
        "compute,held,2,3",
        "compute,released,3,2",
        "wait,held,2,3",
        "wait,released,5,3",
        "wait,none,2,20"
    })
    void everyCombinationAnswersTheSame(String work, String lock, int ranks, int threads) throws Exception {
        Map<String, String> params = new HashMap<>(params());
        params.put("delay", "50");
        params.put("work", work);
        params.put("lock", lock);
        String digest =
                run(1, 1, type().params(params()), type()::create).element().digest();
        for (Check check : run(ranks, threads, type().params(params), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        }
    }

    @ParameterizedTest(name = "lock {0}: {1} at once")
    @CsvSource({"none,8,200000", "released,8,200000", "held,1,10000"})
    void onlyAHeldLockKeepsRequestsApart(String lock, int most, String delay) throws Exception {
        Map<String, String> params = Map.of("requests", "8", "delay", delay, "lock", lock);
        Transport.named("local").run(new String[0], 1, (world, _) -> {
            try (Team team = Team.named("virtual", 8);
                    Kernel kernel = type().create(new Context(world, team, type().params(params), name -> null))) {
                kernel.step();
                assertThat(kernel.observations().getFirst().value()).isEqualTo(most);
            }
        });
    }

    @Test
    void nobodyIsLeftWhenItIsClosed() throws Exception {
        ConcurrentLinkedQueue<Thread> left = new ConcurrentLinkedQueue<>();
        DelayServer server = new DelayServer(Duration.ofMillis(500), 10, 4);
        Connection connection = new Connection(server.port(), Duration.ZERO, 10);
        Thread client = Thread.ofVirtual().start(() -> {
            try {
                connection.exchange(1);
            } catch (java.io.UncheckedIOException e) {
                left.add(Thread.currentThread());
            }
        });
        Thread.sleep(100);
        server.close();
        client.join();
        assertThat(left).as("the client was told").hasSize(1);
        assertThatThrownBy(() -> new Connection(server.port(), Duration.ZERO, 10))
                .hasMessageContaining("no connection");
        Stream<String> threads = Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
        assertThat(threads).doesNotContain("rxt-server");
        connection.close();
    }

    @Test
    void delaysBeyondTheLimitAreRefused() {
        assertThatThrownBy(() -> type().params(Map.of("delay", "1000001")))
                .hasMessageContaining("delay")
                .hasMessageContaining("from 0 to 1000000");
        for (String lock : List.of("none", "held")) {
            Map<String, String> params = Map.of("delay", "1000000", "requests", "1000", "lock", lock);
            assertThatThrownBy(() -> run(2, 2, type().params(params), type()::create))
                    .hasStackTraceContaining("use fewer requests or a shorter delay");
        }
    }
}
