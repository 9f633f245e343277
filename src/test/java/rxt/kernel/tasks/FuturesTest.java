package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.Observation;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

class FuturesTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Futures.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("waits", "7", "delay", "2000");
    }

    /** Does not wait. */
    @Override
    protected Kernel mutant(Context context) {
        return new Futures(context) {
            @Override
            long pause() {
                return 1;
            }
        };
    }

    @ParameterizedTest(name = "{2}, {3}: {0} × {1}")
    @CsvSource({
        "1,1,team,wait",
        "3,2,team,wait",
        "3,2,completable,wait",
        "5,3,virtual,wait",
        "1,2,virtual,compute",
        "2,2,team,compute",
        "2,1,executor,compute",
        "1,3,completable,compute"
    })
    void everyVariantDoesAllOnce(int ranks, int threads, String variant, String work) throws Exception {
        String digest =
                run(1, 1, type().params(params()), type()::create).element().digest();
        Map<String, String> params = Map.of("waits", "7", "delay", "100", "variant", variant, "work", work);
        for (Check check : run(ranks, threads, type().params(params), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        }
    }

    @ParameterizedTest(name = "{0}: {1} waves")
    @CsvSource({"team,4,2", "executor,4,2", "completable,4,2", "virtual,1,7"})
    void sevenWaitsOnTwoWorkers(String variant, int waves, int atOnce) throws Exception {
        Map<String, String> params = Map.of("waits", "7", "delay", "50000", "variant", variant);
        Transport.named("local").run(new String[0], 1, (world, _) -> {
            try (Team team = Team.named("forkjoin", 2);
                    Kernel kernel = type().create(new Context(world, team, type().params(params), name -> null))) {
                kernel.step();
                assertThat(kernel.verify().valid()).isTrue();
                List<Observation> seen = kernel.observations();
                assertThat(seen.get(0).value()).isGreaterThan(0.99 * waves);
                assertThat(seen.get(1).value()).isEqualTo(waves);
                assertThat(seen.get(2).value()).isEqualTo(atOnce);
            }
        });
    }

    @Test
    void delaysBeyondTheLimitAreRefused() {
        assertThatThrownBy(() -> type().params(Map.of("delay", "1000001"))).hasMessageContaining("1000000");
        Map<String, String> params = Map.of("delay", "1000000", "waits", "1000");
        assertThatThrownBy(() -> run(2, 2, type().params(params), type()::create))
                .hasStackTraceContaining("use fewer waits or a shorter delay");
    }
}
