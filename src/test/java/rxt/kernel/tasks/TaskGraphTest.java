package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Journal;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.spmd.team.Team;

class TaskGraphTest extends KernelContract {
    @Override
    protected KernelType type() {
        return TaskGraph.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("items", "103");
    }

    /** Forgets a task of rank 0. */
    @Override
    protected Kernel mutant(Context context) {
        return new TaskGraph(context) {
            @Override
            long result() {
                return super.result() - (context.world().rank() == 0 ? 4 : 0);
            }
        };
    }

    @ParameterizedTest(name = "{2} of {3} items on {0} × {1}")
    @CsvSource({"1,1,completable,5", "3,2,completable,103", "5,3,completable,3", "5,3,counters,3", "1,4,counters,5"})
    void lecturesTotal(int ranks, int threads, String variant, String items) throws Exception {
        Map<String, String> params = Map.of("items", items, "variant", variant, "length", "10", "order", "double>inc");
        for (Check check : run(ranks, threads, type().params(params), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
            if (items.equals("5")) {
                assertThat(check.actual()).isEqualTo("50");
            }
        }
    }

    @ParameterizedTest(name = "{2} on {0} × {1}")
    @CsvSource({"1,1,counters", "3,2,counters", "2,2,completable"})
    void piByFutures(int ranks, int threads, String variant) throws Exception {
        Map<String, String> params = Map.of("items", "7", "graph", "pi", "radius", "1003", "variant", variant);
        for (Check check : run(ranks, threads, type().params(params), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
        }
    }

    /** Gauss's circle problem, A000328 of the encyclopedia of integer sequences. */
    @Test
    void pointsInCircles() {
        long[] known = {1, 5, 13, 29, 49, 81, 113, 149, 197, 253, 317};
        for (int radius = 1; radius < known.length; radius++) {
            assertThat(1 + 4 * TaskGraph.points(radius)).isEqualTo(known[radius]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"add>inc", "inc>double, double>inc", "inc > inc"})
    void cyclesAreRefused(String order) {
        assertThatThrownBy(() -> run(3, 1, type().params(Map.of("items", "2", "order", order)), type()::create))
                .hasStackTraceContaining("the task graph has a cycle")
                .hasStackTraceContaining("inc (0)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inc", "inc>triple", "inc<double"})
    void otherOrdersAreRefused(String order) {
        assertThatThrownBy(() -> run(1, 1, type().params(Map.of("order", order)), type()::create))
                .hasStackTraceContaining("[inc, double, add]");
        assertThatThrownBy(() -> run(
                        1, 1, type().params(new HashMap<>(Map.of("graph", "pi", "order", "inc>add"))), type()::create))
                .hasStackTraceContaining("of graph lecture");
    }

    /** A chain and a fan, each task after those that it needs. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyTaskRunsOnceAndInItsOrder(int threads) {
        int tasks = 2000;
        AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
        TaskGraphTasks graph = new TaskGraphTasks();
        for (int t = 0; t < tasks; t++) {
            int task = t;
            int[] needed = t == 0 ? new int[0] : t % 2 == 0 ? new int[] {t - 1, t / 2} : new int[] {t / 3};
            graph.add(
                    "t",
                    results -> {
                        for (int before : needed) {
                            assertThat(results[before]).isEqualTo(1);
                        }
                        runs.incrementAndGet(task);
                        return 1;
                    },
                    needed);
        }
        graph.finish();
        try (Team team = Team.named("spin", threads);
                TaskGraphScheduler own = new TaskGraphCounters(graph, team, Journal.UNREAD);
                TaskGraphScheduler jdk = new TaskGraphFutures(graph, threads)) {
            own.run(new long[tasks]);
            own.run(new long[tasks]);
            jdk.run(new long[tasks]);
        }
        for (int t = 0; t < tasks; t++) {
            assertThat(runs.get(t)).isEqualTo(3);
        }
    }

    @Test
    void aTaskThatFailsEndsTheRun() {
        TaskGraphTasks graph = new TaskGraphTasks();
        int first = graph.add("bad", _ -> {
            throw new ArithmeticException("bad task");
        });
        graph.add("next", _ -> 1, first);
        graph.finish();
        try (Team team = Team.named("forkjoin", 3);
                TaskGraphScheduler own = new TaskGraphCounters(graph, team, Journal.UNREAD);
                TaskGraphScheduler jdk = new TaskGraphFutures(graph, 2)) {
            assertThatThrownBy(() -> own.run(new long[2])).hasStackTraceContaining("bad task");
            assertThatThrownBy(() -> jdk.run(new long[2])).hasStackTraceContaining("bad task");
        }
    }
}
