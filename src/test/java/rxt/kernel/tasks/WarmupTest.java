package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.spmd.Communicator;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

class WarmupTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Warmup.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("jobs", "1003", "length", "11");
    }

    /** The first step is wrong, as that of code that is not ready. */
    @Override
    protected Kernel mutant(Context context) {
        return new Warmup(context) {
            private boolean isReady;

            @Override
            public void step() {
                super.step();
                isReady = true;
            }

            @Override
            long sum(WarmupJobs of, long from, long to) {
                return super.sum(of, from, to) + (isReady ? 0 : 1);
            }
        };
    }

    @Test
    void codeThatIsNewInEveryStepDoesTheSame() throws Exception {
        String digest =
                run(1, 1, type().params(params()), type()::create).element().digest();
        Map<String, String> params = Map.of("jobs", "1003", "length", "11", "code", "fresh");
        for (Check check : run(3, 2, type().params(params), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        }
    }

    @Test
    void eachDefinitionIsAClassOfItsOwn() {
        assertThat(WarmupJobs.define().getClass())
                .isNotEqualTo(WarmupJobs.define().getClass());
        assertThat(WarmupJobs.define().getClass().isHidden()).isTrue();
        assertThat(new WarmupCode().sum(3, 40, 7)).isEqualTo(WarmupJobs.define().sum(3, 40, 7));
    }

    /**
     * Interpreted code is slower by a factor of ten or more; two is asked for, and of one kernel in five, since others may
     * have the cores. Each kernel's code is new.
     */
    @Test
    void theFirstStepIsSlowerThanTheOthers() throws Exception {
        Transport.named("local").run(new String[0], 1, (world, _) -> {
            try (Team team = Team.named("forkjoin", 1)) {
                assertThat(IntStream.range(0, 5).mapToDouble(_ -> firstOverOthers(world, team)))
                        .anyMatch(ratio -> ratio > 2);
            }
        });
    }

    private double firstOverOthers(Communicator world, Team team) {
        try (Kernel kernel = type().create(new Context(
                world, team, type().params(Map.of("jobs", "5000", "length", "100")), name -> null))) {
            for (int step = 0; step < 60; step++) {
                kernel.step();
            }
            return kernel.observations().get(0).value()
                    / kernel.observations().get(1).value();
        }
    }
}
