package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
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
    @ValueSource(strings = {"adder", "reduction"})
    void aLostUpdateOfAProtectedVariantIsCaught(String variant) throws Exception {
        Map<String, String> params = Map.of("updates", "10007", "variant", variant);
        run(2, 2, type().params(params), this::mutant)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    /** A lock that keeps nobody out says so: a figure, by which the claim can be false. */
    @Test
    void aLostUpdateUnderTheLockIsSeen() throws Exception {
        Params params = type().params(Map.of("updates", "10007", "variant", "lock"));
        assertThat(lost(2, 2, params, Pinning.NONE, this::mutant)).isPositive();
        assertThat(lost(2, 2, params, Pinning.NONE, Race::new)).isZero();
        run(2, 1, params, this::mutant)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    /** Each on a CPU of its own: threads that the system puts on one CPU run one after the other, and lose nothing. */
    @Test
    void twoThreadsLoseUpdatesInEachOfTwentyRuns() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one CPU runs one thread after the other");
        Params params = type().params(Map.of("updates", "1000000", "variant", "unprotected"));
        for (int run = 0; run < 20; run++) {
            assertThat(lost(1, 2, params, Pinning.SCATTER, Race::new))
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

    @ParameterizedTest
    @ValueSource(strings = {"1", "7", "300"})
    void anyNumberOfMeetingsCountsAll(String meetings) throws Exception {
        Map<String, String> params = Map.of("updates", "10007", "variant", "atomic", "meetings", meetings);
        run(2, 3, type().params(params), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
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
}
