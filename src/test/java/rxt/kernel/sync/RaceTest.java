package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.DoubleAdder;
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

    /** Thread 0 counts one too few. */
    @Override
    protected Kernel mutant(Context context) {
        return new Race(context) {
            @Override
            void count(int member, long times) {
                super.count(member, member == 0 ? times - 1 : times);
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
     * A run ends with the first step that loses: the first one where both threads have a core, a later one where a busy
     * machine runs them one after the other, when nothing can be lost.
     */
    @Test
    void twoThreadsLoseUpdatesInEachOfTwentyRuns() throws Exception {
        for (int run = 0; run < 20; run++) {
            assertThat(lost(1, 2, "unprotected", 200)).as("run %d", run).isPositive();
        }
    }

    @ParameterizedTest(name = "{0} × {1} {2}")
    @CsvSource({"1,1,unprotected", "2,1,unprotected", "1,2,lock", "1,2,atomic", "1,2,adder", "1,2,reduction"})
    void oneThreadAndProtectedOnesLoseNothing(int ranks, int threads, String variant) throws Exception {
        assertThat(lost(ranks, threads, variant, 1)).isZero();
    }

    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1,1", "1,2"})
    void nothingCountedIsCaught(int ranks, int threads) throws Exception {
        Map<String, String> params = Map.of("updates", "1000", "variant", "unprotected");
        run(ranks, threads, type().params(params), context -> new Race(context) {
                    @Override
                    void count(int member, long times) {}
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    private double lost(int ranks, int threads, String variant, int mostSteps) throws Exception {
        Params params =
                type().params(Map.of("updates", variant.equals("lock") ? "100000" : "4000000", "variant", variant));
        DoubleAdder lost = new DoubleAdder();
        Transport.named("local").run(new String[0], ranks, (world, _) -> {
            try (Team team = Team.named("spin", threads);
                    Kernel race = type().create(new Context(world, team, params, null))) {
                double here = 0;
                for (int step = 0; step < mostSteps && here == 0; step++) {
                    race.step();
                    here = Observed.most(race.observations(), "lost updates");
                }
                assertThat(race.verify()).matches(Check::valid);
                lost.add(here);
            }
        });
        return lost.sum();
    }
}
