package rxt.spmd.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a team does when a member fails or is misused: the true cause comes out, nobody hangs, the team goes on. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ParameterizedClass
@ValueSource(strings = {"forkjoin", "spin", "virtual"})
class TeamFailureTest {
    @Parameter
    private String kind;

    @ParameterizedTest(name = "member {1} of {0}")
    @CsvSource({"1,0", "2,0", "2,1", "4,0", "4,3", "16,7"})
    void theTrueCauseComesOutWhileOthersWait(int size, int culprit) {
        try (Team team = Team.named(kind, size)) {
            AtomicInteger passed = new AtomicInteger();
            IllegalArgumentException cause = new IllegalArgumentException("the true cause");
            assertThatThrownBy(() -> team.region(me -> {
                        me.barrier();
                        if (me.thread() == culprit) {
                            throw cause;
                        }
                        me.barrier();
                        passed.incrementAndGet();
                    }))
                    .isSameAs(cause)
                    .hasNoSuppressedExceptions();
            assertThat(passed).hasValue(0);
            assertUsable(team);
        }
    }

    @Test
    void laterExceptionsAreSuppressed() {
        try (Team team = Team.named(kind, 3)) {
            CountDownLatch first = new CountDownLatch(1);
            assertThatThrownBy(() -> team.region(me -> {
                        if (me.thread() == 2) {
                            first.countDown();
                            throw new IllegalArgumentException("first");
                        }
                        await(first);
                        try {
                            me.barrier();
                        } catch (RegionBrokenException e) {
                            throw new UnsupportedOperationException("later " + me.thread(), e);
                        }
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("first")
                    .satisfies(e -> assertThat(e.getSuppressed())
                            .extracting(Throwable::getMessage)
                            .containsExactlyInAnyOrder("later 0", "later 1"));
            assertUsable(team);
        }
    }

    @Test
    void oneExceptionObjectThrownByAllIsNotSuppressedByItself() {
        Error shared = new StackOverflowError("shared");
        try (Team team = Team.named(kind, 4)) {
            assertThatThrownBy(() -> team.region(_ -> {
                        throw shared;
                    }))
                    .isSameAs(shared);
            assertUsable(team);
        }
    }

    @Test
    void loopsReductionsAndTasksRethrow() {
        try (Team team = Team.named(kind, 3)) {
            Range range = new Range(0, 100, 7);
            assertThatThrownBy(() -> team.forEach(range, Schedule.dynamic(5), (_, to) -> failAt(50, to)))
                    .hasMessage("at 50");
            assertThatThrownBy(() -> team.sum(range, (_, to) -> failAt(49, to))).hasMessage("at 49");
            assertThatThrownBy(() -> team.sumLong(range, (_, to) -> (long) failAt(49, to)))
                    .hasMessage("at 49");
            assertThatThrownBy(() -> team.reduce(range, 0.0, (_, to) -> failAt(49, to), Double::sum))
                    .hasMessage("at 49");
            assertThatThrownBy(() -> team.invoke(new FailingTask())).hasMessageContaining("in a task");
            assertUsable(team);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void nestedRegionsAreRefusedOnEveryMember(int size) {
        try (Team team = Team.named(kind, size)) {
            for (int k = 0; k < size; k++) {
                int nester = k;
                assertThatThrownBy(() -> team.region(me -> {
                            if (me.thread() == nester) {
                                team.forEach(Range.of(0, 1), (_, _) -> {});
                            }
                            me.barrier();
                        }))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("regions of one team do not nest");
            }
            assertUsable(team);
        }
    }

    @Test
    void closingInARegionIsRefused() {
        Team team = Team.named(kind, 2);
        try {
            assertThatThrownBy(() -> team.region(_ -> team.close())).hasMessageContaining("already in a region");
            assertUsable(team);
        } finally {
            team.close();
        }
    }

    @Test
    void concurrentRegionsAreRefused() throws Exception {
        try (Team team = Team.named(kind, 2)) {
            AtomicReference<Throwable> refusal = new AtomicReference<>();
            team.region(me -> {
                if (me.thread() == 0) {
                    Thread other = Thread.ofPlatform().start(() -> {
                        try {
                            team.region(_ -> {});
                        } catch (IllegalStateException e) {
                            refusal.set(e);
                        }
                    });
                    join(other);
                }
            });
            assertThat(refusal.get())
                    .hasMessageContaining("thread '" + Thread.currentThread().getName() + "' has it");
            assertUsable(team);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void unequalBarriersAreFoundInsteadOfHanging(int deserter) {
        try (Team team = Team.named(kind, 3)) {
            for (int repeat = 0; repeat < 200; repeat++) {
                assertThatThrownBy(() -> team.region(me -> {
                            me.barrier();
                            if (me.thread() != deserter) {
                                me.barrier();
                            }
                        }))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("every member must call barrier() equally often");
            }
            assertUsable(team);
        }
    }

    static void assertUsable(Team team) {
        AtomicInteger count = new AtomicInteger();
        team.region(me -> {
            me.barrier();
            count.incrementAndGet();
            me.barrier();
            assertThat(count).hasValue(team.size());
        });
        assertThat(team.sum(new Range(0, 100, 3), (from, to) -> (double) (to - from)))
                .isEqualTo(100);
    }

    private static double failAt(long index, long to) {
        if (to == index) {
            throw new IllegalArgumentException("at " + index);
        }
        return 1;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class FailingTask extends RecursiveAction {
        private static final long serialVersionUID = 1L;

        @Override
        protected void compute() {
            throw new IllegalArgumentException("in a task");
        }
    }
}
