package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.Params;
import rxt.spmd.Transport;
import rxt.spmd.team.Pinning;
import rxt.spmd.team.Team;

class RaceTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Race.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("updates", "10007", "variant", "atomic");
    }

    /** Thread 0 counts one too few, as if an update were lost. */
    @Override
    protected Kernel mutant(Context context) {
        return new Race(context) {
            @Override
            long count(int member, long times) {
                super.count(member, member == 0 ? times - 1 : times);
                return times;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "adder", "reduction", "unprotected"})
    void everyVariantIsRightAtAnySplit(String variant) throws Exception {
        for (int[] split : new int[][] {{1, 1}, {1, 3}, {3, 2}, {5, 3}}) {
            Map<String, String> params = Map.of("updates", "10007", "variant", variant);
            run(split[0], split[1], type().params(params), type()::create)
                    .forEach(check ->
                            assertThat(check.valid()).as(check.toString()).isTrue());
        }
    }

    /** The protected ones count exactly, the reduction too. */
    @ParameterizedTest
    @ValueSource(strings = {"lock", "adder", "reduction"})
    void aLostUpdateOfAProtectedVariantIsCaught(String variant) throws Exception {
        Map<String, String> params = Map.of("updates", "10007", "variant", variant);
        run(2, 2, type().params(params), this::mutant)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    /**
     * A run is a fixed number of updates in slices, before each of which the threads meet, spinning, each on a CPU of its
     * own: on a busy machine that has them run together in one slice at least, while a loop without meetings, or threads
     * that the system puts on one CPU, often run one after the other, when nothing can be lost.
     */
    @Test
    void twoThreadsLoseUpdatesInEachOfTwentyRuns() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one CPU runs one thread after the other");
        Params params = type().params(Map.of("updates", "1000000", "variant", "unprotected"));
        for (int run = 0; run < 20; run++) {
            assertThat(lost(1, 2, params, Pinning.SCATTER, Sliced::new))
                    .as("run %d", run)
                    .isPositive();
        }
    }

    @ParameterizedTest(name = "{0} × {1} {2}")
    @CsvSource({"1,1,unprotected", "2,1,unprotected", "1,2,lock", "1,2,atomic", "1,2,adder", "1,2,reduction"})
    void oneThreadAndProtectedOnesLoseNothing(int ranks, int threads, String variant) throws Exception {
        String updates = variant.equals("lock") ? "100000" : "4000000";
        Params params = type().params(Map.of("updates", updates, "variant", variant));
        assertThat(lost(ranks, threads, params, Pinning.NONE, Race::new)).isZero();
    }

    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1,1", "1,2"})
    void nothingCountedIsCaught(int ranks, int threads) throws Exception {
        Map<String, String> params = Map.of("updates", "1000", "variant", "unprotected");
        run(ranks, threads, type().params(params), context -> new Race(context) {
                    @Override
                    long count(int member, long times) {
                        return times;
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    /** What a thread did not do looks like updates that were lost, but was none. */
    @Test
    void additionsThatWereNotMadeAreCaught() throws Exception {
        Map<String, String> params = Map.of("updates", "1000", "variant", "unprotected");
        run(1, 2, type().params(params), context -> new Race(context) {
                    @Override
                    long count(int member, long times) {
                        return member == 1 ? 0 : super.count(member, times);
                    }
                })
                .forEach(check ->
                        assertThat(check).returns("additions made", Check::name).returns(false, Check::valid));
    }

    private static double lost(
            int ranks, int threads, Params params, Pinning pinning, Function<Context, Kernel> factory)
            throws Exception {
        DoubleAdder lost = new DoubleAdder();
        Transport.named("local").run(new String[0], ranks, (world, _) -> {
            try (Team team = Team.named("spin", threads, pinning);
                    Kernel race = factory.apply(new Context(world, team, params, null))) {
                race.step();
                assertThat(race.verify()).matches(Check::valid);
                lost.add(Observed.most(race.observations(), "lost updates"));
            }
        });
        return lost.sum();
    }

    /** Two threads that meet before each slice of their updates. */
    private static final class Sliced extends Race {
        private static final int SLICES = 50;
        private static final int SPINS_PER_CLOCK = 1024;

        private final AtomicInteger arrived = new AtomicInteger();

        Sliced(Context context) {
            super(context);
        }

        @Override
        long count(int member, long times) {
            long made = 0;
            for (int slice = 0; slice < SLICES; slice++) {
                meet(2 * (slice + 1));
                made += super.count(member, times / SLICES);
            }
            return made;
        }

        /** Without leaving its CPU: who slept would come when the other has done its slice. */
        private void meet(int all) {
            arrived.incrementAndGet();
            long start = System.nanoTime();
            for (int spin = 1; arrived.get() < all; spin++) {
                Thread.onSpinWait();
                if (spin % SPINS_PER_CLOCK == 0 && System.nanoTime() - start > Backoff.LIMIT_NANOS) {
                    throw Backoff.overdue("the other thread");
                }
            }
        }
    }
}
