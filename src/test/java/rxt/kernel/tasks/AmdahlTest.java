package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.LinearRecurrence;

class AmdahlTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Amdahl.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("jobs", "1003", "length", "101", "serial", "0.25");
    }

    /** The parallel jobs do not wait for the serial ones. */
    @Override
    protected Kernel mutant(Context context) {
        return new Amdahl(context) {
            @Override
            long sum(long from, long to, long start) {
                return super.sum(from, to, 0);
            }
        };
    }

    /** In jobs, not in seconds: those of the serial part and of the busiest worker, at 1 to 6 workers. */
    @ParameterizedTest(name = "serial {0}")
    @ValueSource(doubles = {0, 0.01, 0.05, 0.1, 0.25, 0.5, 1})
    void amdahlsLawFittedOverTheWorkersReturnsTheFraction(double serial) throws Exception {
        int jobs = 6000;
        Map<String, String> params = Map.of("jobs", "" + jobs, "length", "3", "serial", Double.toString(serial));
        double numerator = 0;
        double denominator = 0;
        for (int[] split : new int[][] {{1, 1}, {1, 2}, {3, 1}, {2, 2}, {1, 5}, {3, 2}}) {
            double workers = split[0] * split[1];
            double time = longestPath(split[0], split[1], params) / (double) jobs;
            // time − 1/workers = serial · (1 − 1/workers), by least squares
            double x = 1 - 1 / workers;
            numerator += x * (time - 1 / workers);
            denominator += x * x;
        }
        assertThat(numerator / denominator).isCloseTo(serial, within(1e-3));
    }

    private long longestPath(int ranks, int threads, Map<String, String> params) throws Exception {
        Map<Thread, Long> parallel = new ConcurrentHashMap<>();
        Map<Thread, Long> alone = new ConcurrentHashMap<>();
        run(ranks, threads, type().params(params), context -> new Amdahl(context) {
                    @Override
                    long sum(long from, long to, long start) {
                        (from == 0 && start == 0 ? alone : parallel).put(Thread.currentThread(), to - from);
                        return super.sum(from, to, start);
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
        return params.get("serial").equals("0.0")
                ? longest(parallel, alone)
                : longest(alone, alone) + longest(parallel, parallel);
    }

    private static long longest(Map<Thread, Long> some, Map<Thread, Long> others) {
        return Math.max(
                some.values().stream().mapToLong(jobs -> jobs).max().orElse(0),
                others.values().stream().mapToLong(jobs -> jobs).max().orElse(0));
    }

    @Test
    void aFractionOfLessThanAJobIsRefused() {
        assertThatThrownBy(() -> run(1, 1, type().params(Map.of("jobs", "10", "serial", "0.01")), type()::create))
                .hasStackTraceContaining("use more jobs");
    }

    @Test
    void jumpsAreManySteps() {
        for (long steps : new long[] {0, 1, 2, 3, 1000, 1001}) {
            assertThat(LinearRecurrence.known(5, steps)).isEqualTo(LinearRecurrence.run(5, steps));
        }
        LinearRecurrence.Jump jump = LinearRecurrence.jump(77);
        assertThat(jump.sum(3, 6)).isEqualTo(jump.of(3) + jump.of(4) + jump.of(5));
        assertThat(jump.sum(0, 2)).isEqualTo(jump.of(0) + jump.of(1));
        assertThat(jump.sum(4, 4)).isZero();
    }
}
