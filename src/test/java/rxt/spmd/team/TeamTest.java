package rxt.spmd.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a team of any kind promises as long as nobody fails. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ParameterizedClass
@ValueSource(strings = {"forkjoin", "spin", "virtual"})
class TeamTest {
    @Parameter
    private String kind;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16})
    void everyMemberIsAlwaysTheSameThread(int size) {
        try (Team team = Team.named(kind, size)) {
            Thread[] first = new Thread[size];
            team.region(me -> first[me.thread()] = Thread.currentThread());
            assertThat(first).doesNotContainNull().doesNotHaveDuplicates();
            assertThat(first[0]).isSameAs(Thread.currentThread());
            for (int k = 1; k < size; k++) {
                assertThat(first[k].getName()).isEqualTo("rxt-team-" + k);
                assertThat(first[k].isDaemon()).isTrue();
            }
            for (int repeat = 0; repeat < 200; repeat++) {
                team.region(me -> {
                    assertThat(Thread.currentThread()).isSameAs(first[me.thread()]);
                    assertThat(me.size()).isEqualTo(size);
                });
            }
        }
    }

    @Test
    void staticLoopGivesAMemberTheSamePartEveryTime() {
        try (Team team = Team.named(kind, 3)) {
            Thread[] touched = new Thread[100];
            team.forEach(Range.of(0, 100), (from, to) -> {
                for (long i = from; i < to; i++) {
                    touched[(int) i] = Thread.currentThread();
                }
            });
            for (int repeat = 0; repeat < 200; repeat++) {
                team.forEach(Range.of(0, 100), (from, to) -> {
                    for (long i = from; i < to; i++) {
                        assertThat(Thread.currentThread()).isSameAs(touched[(int) i]);
                    }
                });
            }
        }
    }

    /** Each round reads what the neighbour wrote in the round before: a barrier that lets go early shows. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16})
    void barrierPublishesAllWrites(int size) {
        int rounds = 500;
        try (Team team = Team.named(kind, size)) {
            int[] value = new int[size];
            team.region(me -> {
                int left = (me.thread() + size - 1) % size;
                for (int round = 1; round <= rounds; round++) {
                    int seen = value[left];
                    me.barrier();
                    value[me.thread()] = seen + 1;
                    me.barrier();
                }
            });
            assertThat(value).containsOnly(rounds);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyScheduleCoversALoopOnce(int size) {
        try (Team team = Team.named(kind, size)) {
            for (Schedule.Kind kind : Schedule.Kind.values()) {
                AtomicIntegerArray hits = new AtomicIntegerArray(1001);
                team.forEach(Range.of(0, 1001), new Schedule(kind, 3), (from, to) -> {
                    for (long i = from; i < to; i++) {
                        hits.incrementAndGet((int) i);
                    }
                });
                for (int i = 0; i < hits.length(); i++) {
                    assertThat(hits.get(i)).as("%s, index %s", kind, i).isEqualTo(1);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void recursiveTasksRunOnOwnThreads(int size) {
        try (Team team = Team.named(kind, size)) {
            assertThat(team.invoke(new Fibonacci(18))).isEqualTo(2584);
            assertThat(team.invoke(new Fibonacci(19))).isEqualTo(4181);
        }
    }

    @Test
    void oneThreadHasNoWorkers() {
        long before = workers();
        try (Team team = Team.named(kind, 1)) {
            team.region(me -> me.barrier());
            assertThat(team.sum(Range.of(0, 10), (from, to) -> (double) (to - from)))
                    .isEqualTo(10);
            assertThat(workers()).isEqualTo(before);
        }
    }

    @Test
    void closeEndsTheThreads() {
        long before = workers();
        Team team = Team.named(kind, 4);
        assertThat(workers()).isEqualTo(before + (kind.equals("virtual") ? 0 : 3));
        team.close();
        team.close();
        assertThat(workers()).isEqualTo(before);
        assertThatThrownBy(() -> team.region(_ -> {})).hasMessage("the team is closed");
    }

    @Test
    void workersHaveTheCreatorsClassLoader() throws Exception {
        ClassLoader outer = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader own = new URLClassLoader(new URL[0], outer)) {
            Thread.currentThread().setContextClassLoader(own);
            try (Team team = Team.named(kind, 3)) {
                team.region(_ -> assertThat(Thread.currentThread().getContextClassLoader())
                        .isSameAs(own));
                assertThat(team.invoke(new LoaderTask())).isSameAs(own);
            }
        } finally {
            Thread.currentThread().setContextClassLoader(outer);
        }
    }

    @Test
    void interruptOfTheCallerIsKeptForAfterTheRegion() {
        try (Team team = Team.named(kind, 3)) {
            AtomicInteger ran = new AtomicInteger();
            Thread.currentThread().interrupt();
            team.region(me -> {
                me.barrier();
                ran.incrementAndGet();
            });
            assertThat(Thread.interrupted()).isTrue();
            assertThat(ran).hasValue(3);
        }
    }

    /** Those of earlier tests end a little after their team was closed, or their class was left. */
    @BeforeEach
    void awaitEarlierWorkers() throws InterruptedException {
        for (Thread worker : threads().toList()) {
            worker.join(2000);
        }
    }

    private static Stream<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("rxt-t"));
    }

    private static long workers() {
        return threads().count();
    }

    /** Number n of the sequence, by as many tasks. */
    private static final class Fibonacci extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1L;
        private final int n;

        Fibonacci(int n) {
            this.n = n;
        }

        @Override
        protected Integer compute() {
            assertThat(getPool()).isNotNull().isNotSameAs(ForkJoinPool.commonPool());
            assertThat(Thread.currentThread().getName()).startsWith("rxt-task-");
            if (n < 2) {
                return n;
            }
            Fibonacci left = new Fibonacci(n - 1);
            left.fork();
            return new Fibonacci(n - 2).compute() + left.join();
        }
    }

    private static final class LoaderTask extends RecursiveTask<ClassLoader> {
        private static final long serialVersionUID = 1L;

        @Override
        protected ClassLoader compute() {
            return Thread.currentThread().getContextClassLoader();
        }
    }
}
