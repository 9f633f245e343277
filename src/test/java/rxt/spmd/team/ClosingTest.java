package rxt.spmd.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RecursiveAction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A team whose threads do not end says so, after it has given back what it can. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("long")
class ClosingTest {
    /** Takes the 10 seconds that a team waits for its tasks. */
    @Test
    void theCallerHasItsMaskBackThoughATaskStillRuns() {
        BitSet whole = Affinity.read(0);
        CountDownLatch end = new CountDownLatch(1);
        Team team = Team.named("spin", 2, Pinning.COMPACT);
        assertThat(Affinity.read(0).cardinality()).isEqualTo(1);
        team.invoke(new Forgetful(end));
        assertThatThrownBy(team::close).hasMessageContaining("a task of the team still runs");
        assertThat(Affinity.read(0)).isEqualTo(whole);
        end.countDown();
    }

    /** Does not join the task that it forks. */
    private static final class Forgetful extends RecursiveAction {
        private static final long serialVersionUID = 1L;

        private final transient CountDownLatch end;

        Forgetful(CountDownLatch end) {
            this.end = end;
        }

        @Override
        protected void compute() {
            CountDownLatch started = new CountDownLatch(1);
            new Stuck(started, end).fork();
            await(started);
        }
    }

    private static final class Stuck extends RecursiveAction {
        private static final long serialVersionUID = 1L;

        private final transient CountDownLatch started;
        private final transient CountDownLatch end;

        Stuck(CountDownLatch started, CountDownLatch end) {
            this.started = started;
            this.end = end;
        }

        @Override
        protected void compute() {
            started.countDown();
            await(end);
        }
    }

    /** Interrupts do not end it. */
    private static void await(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException _) {
                // The pool's close interrupts; this task is one that does not listen.
            }
        }
    }
}
