package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class LocksTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Locks.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("samples", "10007", "locks", "3");
    }

    /** Keeps nobody out. */
    @Override
    protected Kernel mutant(Context context) {
        return new Locks(context, _ -> new Open());
    }

    /** A lock that everybody has at once. */
    private static final class Open implements Exclusive {
        @Override
        public void lock() {}

        @Override
        public boolean tryLock() {
            return true;
        }

        @Override
        public void unlock() {}
    }

    @Test
    void aLockThatLetsNobodyInIsCaughtToo() {
        Mutex left = new Mutex();
        Exclusive forgotten = new Exclusive() {
            @Override
            public void lock() {
                left.tryLock();
            }

            @Override
            public boolean tryLock() {
                return left.tryLock();
            }

            @Override
            public void unlock() {}
        };
        assertThat(Exclusive.loose(new Mutex(), forgotten)).isEqualTo(1);
        assertThat(Exclusive.loose(new Mutex(), new Open())).isEqualTo(1);
    }

    /** Both have read the same count where they meet, and one of their samples is lost. */
    @Test
    void twoThreadsThatMeetInsideLoseASample() throws Exception {
        run(1, 2, type().params(MEETING), context -> new Meeting(context, _ -> new Open(), 10_000))
                .forEach(check ->
                        assertThat(check).returns("wrong bins", Check::name).returns(false, Check::valid));
    }

    @Test
    void theyDoNotMeetUnderALock() throws Exception {
        run(1, 2, type().params(MEETING), context -> new Meeting(context, _ -> new Mutex(), 50))
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    private static final Map<String, String> MEETING = Map.of("samples", "5000");

    /** Each of two threads waits for the other where it first adds to a bin. */
    private static final class Meeting extends Locks {
        private final CountDownLatch absent = new CountDownLatch(2);
        private final long millis;

        Meeting(Context context, Function<String, Exclusive> made, long millis) {
            super(context, made);
            this.millis = millis;
        }

        @Override
        void interleave(int bin) {
            if (bin != 1) {
                return;
            }
            try {
                absent.countDown();
                boolean met = absent.await(millis, TimeUnit.MILLISECONDS);
                assertThat(met || millis < 1000).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Three samples at a time under one lock, and one where the next needs another. */
    @ParameterizedTest(name = "{0} locks: {1}")
    @CsvSource({"1,4", "4,10"})
    void aLockIsKeptForSoManySamplesOfItsOwn(String locks, long taken) throws Exception {
        LongAdder count = new LongAdder();
        run(
                        1,
                        1,
                        type().params(Map.of("samples", "10", "locks", locks, "hold", "3")),
                        context -> new Locks(context, _ -> new Mutex() {
                            @Override
                            void interleave() {
                                count.increment();
                            }
                        }))
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
        long byTheCheck = 3 * Long.parseLong(locks);
        assertThat(count.sum()).isEqualTo(2 * 2 * taken + byTheCheck);
    }

    @ParameterizedTest(name = "{0} locks, {1} × {2}")
    @CsvSource({"1,1,2", "1,3,2", "64,2,2"})
    void samplesUnderOneLockAreCountedExactly(String locks, int ranks, int threads) throws Exception {
        Map<String, String> params = Map.of("samples", "30011", "locks", locks, "hold", "100");
        run(ranks, threads, type().params(params), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
        run(ranks, threads, type().params(params), this::mutant)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @ParameterizedTest(name = "{0}, {1} locks, {2} × {3}")
    @CsvSource({"mutex,1,1,3", "reentrant,1,2,2", "reentrant,7,5,3", "stamped,1,1,2", "stamped,1024,3,2"})
    void everyLockCountsExactly(String variant, String locks, int ranks, int threads) throws Exception {
        run(
                        ranks,
                        threads,
                        type().params(Map.of("samples", "30011", "locks", locks, "variant", variant)),
                        type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }
}
