package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** Neither a count of operations nor an interval passes without a hand-over while somebody waits. */
    @ParameterizedTest
    @CsvSource({"operations,5000,8", "interval,100,0"})
    void theLockGoesFromHandToHand(String handover, String interval, double least) throws Exception {
        var params = with(Map.of(
                "scripts", "8", "operations", "1000000", "handover", handover, "interval", interval, "every", "10000"));
        var found = Observed.of(
                1,
                2,
                type().params(params),
                type()::create,
                check -> assertThat(check).matches(Check::valid));
        assertThat(Observed.sum(found, "hand-overs")).isGreaterThan(least);
    }

    /** Takes no lock to come in, so that it looks as if nobody had it. */
    @Test
    void aLockThatNobodyTakesIsCaught() throws Exception {
        run(1, 2, type().params(params()), context -> new Gil(context) {
                    @Override
                    void enter(int member) {
                        super.enter(member);
                        super.leave();
                        notice(member);
                    }

                    @Override
                    void leave() {}
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
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
