package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.Observation;

class SpinOrParkTest extends KernelContract {
    @Override
    protected KernelType type() {
        return SpinOrPark.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("rounds", "11", "variant", "park", "micros", "10");
    }

    /** Announces the first message of each rank again in its later rounds. */
    @Override
    protected Kernel mutant(Context context) {
        return new SpinOrPark(context) {
            @Override
            long message(int round) {
                return super.message(0);
            }
        };
    }

    @ParameterizedTest(name = "{0}, thread 0 is to {1}, {2} × {3}")
    @CsvSource({"spin,wait,1,2", "spin,compute,2,3", "onSpinWait,wait,3,2", "onSpinWait,compute,1,4", "yield,wait,2,2"})
    void everyWayOfWaitingSeesEveryFlag(String variant, String setter, int ranks, int threads) throws Exception {
        Map<String, String> params = Map.of("rounds", "7", "variant", variant, "setter", setter, "micros", "20");
        var found = Observed.of(
                ranks,
                threads,
                type().params(params),
                type()::create,
                check -> assertThat(check).matches(Check::valid));
        assertThat(Observed.most(found, "wake latency")).isPositive().isLessThan(60);
        assertThat(Observed.most(found, "cpu seconds")).isNotNegative();
    }

    @Test
    void nobodyWaitsWhereThereIsOneThread() throws Exception {
        var found = Observed.of(1, 1, type().params(params()), type()::create, check -> {});
        assertThat(found).extracting(Observation::name).containsExactly("fell to yield");
    }

    /** Woken up a hundred times for nothing, it sleeps on: the wait has a limit, not the times it wakes up. */
    @Test
    @Timeout(30)
    void aSleeperThatIsWokenForNothingSleepsOn() throws Exception {
        Flag flag = new Flag("park", 1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread sleeper = new Thread(() -> {
            flag.register(0);
            flag.await(1);
        });
        sleeper.setUncaughtExceptionHandler((_, e) -> failure.set(e));
        sleeper.start();
        for (int i = 0; i < 100; i++) {
            while (sleeper.getState() != Thread.State.TIMED_WAITING && sleeper.isAlive()) {
                Thread.onSpinWait();
            }
            LockSupport.unpark(sleeper);
            Thread.sleep(1);
        }
        flag.set(1);
        sleeper.join();
        assertThat(failure.get()).isNull();
    }

    /** A spinner that waits for long says that it did not spin all the time. */
    @Test
    void aSpinnerThatYieldsSaysSo() throws Exception {
        Map<String, String> params = Map.of("rounds", "1", "variant", "onSpinWait", "micros", "200000");
        var found = Observed.of(1, 2, type().params(params), type()::create, check -> {});
        assertThat(Observed.sum(found, "fell to yield")).isEqualTo(1);
    }
}
