package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class SemaphoreServerTest extends KernelContract {
    @Override
    protected KernelType type() {
        return SemaphoreServer.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("requests", "53", "length", "101");
    }

    /** Gives up on the first request of all a step too early. */
    @Override
    protected Kernel mutant(Context context) {
        return new SemaphoreServer(context) {
            @Override
            long answer(long request) {
                return request == 0 ? Calibrated.compute(request, 100) : super.answer(request);
            }
        };
    }

    @ParameterizedTest(name = "{0} {1}, {2} permits, {3} × {4}")
    @CsvSource({
        "library,compute,1,2,3",
        "library,wait,2,1,3",
        "textbook,wait,1,2,2",
        "textbook,wait,3,1,5",
        "textbook,compute,100,3,2"
    })
    void noMoreThanThePermitsAreInside(String variant, String request, int permits, int ranks, int threads)
            throws Exception {
        var params = with(Map.of("variant", variant, "request", request, "permits", "" + permits));
        var found = Observed.of(
                ranks,
                threads,
                type().params(params),
                type()::create,
                check -> assertThat(check).matches(Check::valid));
        assertThat(Observed.most(found, "most inside")).isBetween(1.0, (double) Math.min(permits, threads));
    }

    /** Those who wait inside let others in: as many as there are permits, and no fewer. */
    @Test
    void allPermitsAreUsed() throws Exception {
        var params = with(Map.of("request", "wait", "permits", "3", "micros", "2000"));
        var found = Observed.of(1, 6, type().params(params), type()::create, check -> {});
        assertThat(Observed.most(found, "most inside")).isEqualTo(3);
    }

    /** Everybody walks in. */
    @Test
    void aSemaphoreThatIsNotAskedIsCaught() throws Exception {
        var params = with(Map.of("request", "wait", "permits", "1", "micros", "2000"));
        run(1, 4, type().params(params), context -> new SemaphoreServer(context) {
                    @Override
                    void enter() {}

                    @Override
                    void leave() {}
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void noPermitsAreRefused(String permits) {
        assertThatThrownBy(() -> type().params(Map.of("permits", permits)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("permits");
    }

    @Test
    void waitsBeyondTheRangeAreRefused() {
        assertThatThrownBy(() -> type().params(Map.of("micros", "1000001"))).hasMessageContaining("micros");
    }

    /** A request that fails gives its permit back: the others are served, and what failed is told. */
    @ParameterizedTest
    @ValueSource(strings = {"textbook", "library"})
    void aRequestThatFailsGivesItsPermitBack(String variant) {
        var params = type().params(with(Map.of("variant", variant, "permits", "1")));
        AtomicInteger left = new AtomicInteger();
        assertThatThrownBy(() -> run(1, 2, params, context -> new SemaphoreServer(context) {
                    @Override
                    long answer(long request) {
                        if (request == 0) {
                            throw new IllegalStateException("no answer");
                        }
                        return super.answer(request);
                    }

                    @Override
                    void leave() {
                        super.leave();
                        left.incrementAndGet();
                    }

                    @Override
                    void enter() {
                        super.enter();
                        left.decrementAndGet();
                    }
                }))
                .hasStackTraceContaining("no answer");
        assertThat(left).hasValue(0);
    }

    @Test
    void permitsThatDoNotComeAreToldOf() {
        CountingSemaphore textbook = new CountingSemaphore(0, 10_000_000);
        LibrarySemaphore library = new LibrarySemaphore(0, 10_000_000);
        assertThatThrownBy(textbook::acquire).hasMessageContaining("a permit");
        assertThatThrownBy(library::acquire).hasMessageContaining("a permit");
    }

    /** The last of twelve waits for longer than the limit, during which the permit goes from hand to hand. */
    @Test
    void aWaitForLongerThanTheLimitGoesOnWhilePermitsChangeHands() throws Exception {
        CountingSemaphore textbook = new CountingSemaphore(1, 700_000_000);
        LibrarySemaphore library = new LibrarySemaphore(1, 700_000_000);
        try (ExecutorService threads = Executors.newFixedThreadPool(24)) {
            List<Future<?>> clients = new ArrayList<>();
            for (int client = 0; client < 12; client++) {
                clients.add(threads.submit(() -> hold(textbook::acquire, textbook::release)));
                clients.add(threads.submit(() -> hold(library::acquire, library::release)));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        }
    }

    private static void hold(Runnable acquire, Runnable release) {
        acquire.run();
        LockSupport.parkNanos(80_000_000);
        release.run();
    }

    private Map<String, String> with(Map<String, String> others) {
        Map<String, String> params = new HashMap<>(params());
        params.putAll(others);
        return params;
    }
}
