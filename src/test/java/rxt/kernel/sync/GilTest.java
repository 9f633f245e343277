package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class GilTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Gil.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("scripts", "23", "operations", "1000", "native", "100", "micros", "200");
    }

    /** Calls nothing in the first script. */
    @Override
    protected Kernel mutant(Context context) {
        return new Gil(context) {
            private boolean called;

            @Override
            long call(long seed) {
                boolean first = !called;
                called = true;
                return first ? seed : super.call(seed);
            }
        };
    }

    @ParameterizedTest(name = "{0} released: {1}, by {2}, {3} × {4}")
    @CsvSource({
        "compute,true,interval,2,3",
        "compute,false,operations,1,3",
        "compute,true,operations,5,3",
        "wait,true,interval,1,4",
        "wait,false,operations,2,2"
    })
    void everyVariantIsRight(String work, String release, String handover, int ranks, int threads) throws Exception {
        var params = with(Map.of("work", work, "release", release, "handover", handover, "every", "7"));
        run(ranks, threads, type().params(params), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    /**
     * Neither a count of operations nor an interval passes without a hand-over while somebody waits. The ends of the two
     * scripts alone would be 2.
     */
    @ParameterizedTest
    @CsvSource({"operations,5000", "interval,100"})
    void theLockGoesFromHandToHand(String handover, String interval) throws Exception {
        var params = with(Map.of(
                "scripts",
                "2",
                "operations",
                "40000000",
                "handover",
                handover,
                "interval",
                interval,
                "every",
                "100000"));
        var found = Observed.of(
                1,
                2,
                type().params(params),
                type()::create,
                check -> assertThat(check).matches(Check::valid));
        assertThat(Observed.sum(found, "hand-overs")).isGreaterThan(2);
    }

    /** Nobody is kept out, or two are let in: seen where they meet, at their calls' waits under the lock. */
    @ParameterizedTest
    @ValueSource(ints = {2, 1000})
    void aLockThatAdmitsMoreThanOneIsCaught(int most) throws Exception {
        var params = with(Map.of("work", "wait", "micros", "2000"));
        Semaphore loose = new Semaphore(most);
        run(1, 3, type().params(params), context -> new Gil(context) {
                    @Override
                    void acquire(int member) {
                        loose.acquireUninterruptibly();
                    }

                    @Override
                    void release() {
                        loose.release();
                    }
                })
                .forEach(check -> assertThat(check)
                        .returns("threads in where another was", Check::name)
                        .returns(false, Check::valid));
    }

    /** Who waits without the lock lets others in, who wait too. */
    @ParameterizedTest
    @CsvSource({"true,2", "false,1"})
    void callsOverlapWithoutTheLockOnly(String release, double most) throws Exception {
        var params = with(Map.of("work", "wait", "micros", "2000", "release", release));
        var found = Observed.of(
                1,
                2,
                type().params(params),
                type()::create,
                check -> assertThat(check).matches(Check::valid));
        assertThat(Observed.most(found, "most calls at a time")).isEqualTo(most);
    }

    @Test
    void halfAStepIsRefused() {
        assertThatThrownBy(() -> run(1, 1, type().params(with(Map.of("operations", "1001"))), type()::create))
                .hasStackTraceContaining("even numbers; use 1000 or 1002");
    }

    /** Who gives the lock up for another gets it back after that one. */
    @Test
    void theHolderDoesNotGetItBackBeforeTheWaiter() throws Exception {
        InterpreterLock lock = new InterpreterLock(2, 1_000_000);
        lock.acquire(0);
        StringBuilder order = new StringBuilder();
        Thread waiter = Thread.ofPlatform().start(() -> {
            lock.acquire(1);
            order.append("waiter ");
            lock.release();
        });
        while (!lock.isAsked()) {
            Thread.onSpinWait();
        }
        lock.release();
        lock.acquire(0);
        order.append("holder");
        lock.release();
        waiter.join();
        assertThat(order).hasToString("waiter holder");
        assertThat(lock.handOvers()).isPositive();
    }

    /** Its lock goes to the others, who end, and nobody waits for it until the limit. */
    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    @Timeout(30)
    void aCallThatFailsDoesNotKeepTheLock(String release) {
        var params = with(Map.of("release", release));
        AtomicInteger calls = new AtomicInteger();
        assertThatThrownBy(() -> run(1, 3, type().params(params), context -> new Gil(context) {
                    @Override
                    long call(long seed) {
                        if (calls.getAndIncrement() == 1) {
                            throw new IllegalStateException("no answer");
                        }
                        return super.call(seed);
                    }
                }))
                .hasStackTraceContaining("no answer");
        assertThat(calls.get()).isGreaterThan(2);
    }

    /** Who gives up waiting is not given the lock. */
    @Test
    @Timeout(30)
    void aWaiterThatWasInterruptedHoldsNobodyUp() throws Exception {
        InterpreterLock lock = new InterpreterLock(3, 1000);
        lock.acquire(0);
        Thread waiter = Thread.ofPlatform()
                .start(() -> assertThatThrownBy(() -> lock.acquire(1))
                        .hasMessageStartingWith("interrupted while it waited"));
        while (!lock.isWanted()) {
            Thread.onSpinWait();
        }
        waiter.interrupt();
        waiter.join();
        assertThat(lock.isWanted()).isFalse();
        lock.release();
        lock.acquire(2);
        assertThat(lock.handOvers()).isZero();
    }

    @Test
    void waitsBeyondTheLimitAreRefused() {
        var params = with(Map.of("work", "wait", "micros", "1000000"));
        assertThatThrownBy(() -> run(1, 40, type().params(params), type()::create))
                .hasStackTraceContaining("release: true");
    }

    private Map<String, String> with(Map<String, String> others) {
        Map<String, String> params = new HashMap<>(params());
        params.putAll(others);
        return params;
    }
}
