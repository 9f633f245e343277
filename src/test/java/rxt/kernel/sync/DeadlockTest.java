package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class DeadlockTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Deadlock.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("sections", "53", "length", "100");
    }

    /** The first section of all is not done. */
    @Override
    protected Kernel mutant(Context context) {
        return new Deadlock(context) {
            @Override
            void section(int thread, long section, int ring) {
                if (section > 0) {
                    super.section(thread, section, ring);
                }
            }
        };
    }

    /** Rounds of two threads or more: of 53 sections and 3 threads 17 whole ones and one of two threads. */
    @ParameterizedTest(name = "{0} locks on {1} × {2}: {3} deadlocks of {4} threads")
    @CsvSource({"2,1,1,0,0", "2,3,1,0,0", "2,1,2,26,2", "5,1,2,26,2", "2,1,3,18,3", "2,2,2,26,2", "2,1,5,11,5"})
    void everyUnorderedRoundDeadlocksOnce(String locks, int ranks, int threads, double deadlocks, double longest)
            throws Exception {
        var found = Observed.of(
                ranks,
                threads,
                type().params(with(Map.of("locks", locks))),
                type()::create,
                check -> assertThat(check).matches(Check::valid));
        assertThat(Observed.sum(found, "deadlocks found")).isEqualTo(deadlocks);
        assertThat(Observed.most(found, "longest cycle")).isEqualTo(longest);
    }

    /** Who has all but one of many locks and loses it can meet the others again. */
    @ParameterizedTest(name = "{0} locks on {1} × {2}")
    @CsvSource({"3,1,3", "4,1,5", "7,2,4", "20,1,6"})
    void manyLocksDeadlockOnceARoundOrMoreOften(String locks, int ranks, int threads) throws Exception {
        var found = Observed.of(
                ranks,
                threads,
                type().params(with(Map.of("locks", locks))),
                type()::create,
                check -> assertThat(check).matches(Check::valid));
        assertThat(Observed.sum(found, "deadlocks found")).isGreaterThanOrEqualTo(ranks * (53 / ranks / threads));
        assertThat(Observed.most(found, "longest cycle")).isEqualTo(threads);
    }

    @ParameterizedTest(name = "guard: {0}, {1} locks on {2} × {3}")
    @CsvSource({"true,2,1,2", "true,3,1,3", "true,4,2,5", "false,2,1,2", "false,4,2,3"})
    void nobodyDeadlocksInOrder(String guard, String locks, int ranks, int threads) throws Exception {
        var found = Observed.of(
                ranks,
                threads,
                type().params(with(Map.of("locks", locks, "order", "ordered", "guard", guard))),
                type()::create,
                check -> assertThat(check).matches(Check::valid));
        assertThat(Observed.sum(found, "deadlocks found")).isZero();
        assertThat(Observed.most(found, "longest cycle")).isZero();
    }

    @Test
    void theCycleIsNamed() throws Exception {
        assertThat(run(1, 2, type().params(params()), type()::create).remove())
                .extracting(Check::expected, Check::actual)
                .containsOnly("52: thread 0 waits for lock 1 of thread 1, thread 1 waits for lock 0 of thread 0");
        assertThat(WaitCycle.words(0, 6, thread -> (thread + 1) % 6, lock -> lock))
                .isEqualTo("thread 0 waits for lock 1 of thread 1, thread 1 waits for lock 2 of thread 2, …,"
                        + " thread 5 waits for lock 0 of thread 0");
    }

    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1,1", "1,2", "3,2"})
    void whatWouldDeadlockSaysSoBeforeItStarts(int ranks, int threads) {
        var params = type().params(with(Map.of("guard", "false")));
        assertThatThrownBy(() -> run(ranks, threads, params, type()::create))
                .hasStackTraceContaining("wait for ever; use order = ordered or guard = true");
    }

    /** A guard that tells of another cycle than the known one, or of one where there is none. */
    @Test
    void aGuardThatInventsDeadlocksIsCaught() throws Exception {
        Function<Context, Kernel> wrong = context -> new Deadlock(context) {
            @Override
            NumberedLocks guarded(int threads, int ring) {
                return new Wrong(true);
            }
        };
        assertInvalid(wrong, "unordered");
        assertInvalid(wrong, "ordered");
    }

    /** Locks that let everybody in. */
    @Test
    void locksThatAreNoneAreCaught() throws Exception {
        Function<Context, Kernel> open = context -> new Deadlock(context) {
            @Override
            NumberedLocks guarded(int threads, int ring) {
                return new Wrong(false);
            }
        };
        assertInvalid(open, "unordered");
    }

    private void assertInvalid(Function<Context, Kernel> factory, String order) throws Exception {
        run(1, 2, type().params(with(Map.of("order", order))), factory)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    private Map<String, String> with(Map<String, String> others) {
        Map<String, String> params = new HashMap<>(params());
        params.putAll(others);
        return params;
    }

    /**
     * Locks that let everybody in.
     *
     * @param claims whether they tell of deadlocks
     */
    private record Wrong(boolean claims) implements NumberedLocks {
        @Override
        public boolean acquire(int thread, int lock) {
            return true;
        }

        @Override
        public void release(int thread, int lock) {}

        @Override
        public long deadlocks() {
            return claims ? System.nanoTime() : 0;
        }

        @Override
        public int longest() {
            return claims ? 3 : 0;
        }

        @Override
        public String cycle() {
            return claims ? "thread 0 waits for lock 1 of thread 0" : "";
        }
    }
}
