package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rxt.kernel.Check;
import rxt.kernel.Kernel;
import rxt.kernel.Work;
import rxt.record.LaunchSpec;
import rxt.spmd.Communicator;
import rxt.spmd.Transport;

/** What comes between the steps, and what of it counts. */
class TrialTest {
    private static final LaunchSpec SPEC = LaunchSpec.parse(List.of(("transport=local mpi=none ranks=1 threads=1"
                    + " team=forkjoin pinning=none kernel=pi param.darts=1 scaling=strong launch=0 attempt=0 steps=2"
                    + " max_steps=2 warmup=3 seed=1 oversubscribe=false inputs=i shard=s")
            .split(" ")));

    private final List<String> events = new ArrayList<>();

    @Test
    void afterEachStepOfTheWarmUpTheCompilersAreWaitedFor() throws Exception {
        Transport.named("local").run(new String[0], 1, (world, _) -> run(world, new RankClock()));
        assertThat(events)
                .containsExactly(
                        "before", "step", "rest", "before", "step", "rest", "before", "step", "rest", "before", "step",
                        "before", "step");
    }

    /** The rest after the last step of the warm-up comes before the clock is reset: nothing in it is counted. */
    @Test
    void whatPassesInARestIsNotCounted() throws Exception {
        Transport.named("local").run(new String[0], 1, (world, _) -> {
            Trial trial = run(world, new RankClock());
            assertThat(trial.commSeconds()).isZero();
            assertThat(trial.stepSeconds()).hasSize(5);
        });
    }

    /** Sends in each rest what would be seen if it were counted. */
    private Trial run(Communicator world, RankClock clock) {
        Communicator timed = new TimedCommunicator(world, new MessageClock(clock));
        return Trial.run(world, new Noted(), SPEC, clock, new Trial.Pauses() {
            @Override
            public void beforeStep() {
                events.add("before");
            }

            @Override
            public void rest() {
                events.add("rest");
                timed.barrier();
            }
        });
    }

    private final class Noted implements Kernel {
        @Override
        public void step() {
            events.add("step");
        }

        @Override
        public Check verify() {
            return Check.exact("steps", 5, 5);
        }

        @Override
        public Work work() {
            return new Work(1, 0, 0);
        }
    }
}
