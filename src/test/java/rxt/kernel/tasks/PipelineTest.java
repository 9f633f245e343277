package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.Observation;

class PipelineTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Pipeline.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("items", "11", "length", "7", "turns", "5");
    }

    /** Two stages change places. */
    @Override
    protected Kernel mutant(Context context) {
        return new Pipeline(context) {
            @Override
            long transform(int stage, long element) {
                return super.transform(stage == 0 ? 1 : stage == 1 ? 0 : stage, element);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"1,1,1,queue", "1,4,3,queue", "3,2,7,queue", "4,1,7,queue", "2,3,2,counter", "5,3,1,counter"})
    void anyStagesOnAnyRanksAndThreads(int ranks, int threads, String stages, String belt) throws Exception {
        Map<String, String> params = Map.of("items", "9", "length", "5", "turns", "3", "stages", stages, "belt", belt);
        run(ranks, threads, type().params(params), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    /** Seven stages, the slowest of which waits for 4 ms: one worker does all, two have no less than three each. */
    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1,1,10", "2,1,3", "1,2,3", "3,3,1"})
    void aWorkerIsAsSlowAsItsStagesTogether(int ranks, int threads, double units) throws Exception {
        Map<String, String> params =
                Map.of("items", "3", "length", "5", "turns", "3", "stages", "7", "work", "wait", "wait_us", "1000");
        for (List<Observation> told : observations(ranks, threads, params)) {
            assertThat(value(told, "slowest worker"))
                    .isGreaterThanOrEqualTo(value(told, "slowest stage"))
                    .isGreaterThanOrEqualTo(units * 0.001);
        }
    }

    /** A rank without stage tells nothing, one that nothing leaves no pace. */
    @Test
    void whatARankCannotTellIsLeftOut() throws Exception {
        Map<String, String> params = Map.of("items", "3", "length", "5", "turns", "3", "stages", "2");
        assertThat(observations(3, 1, params))
                .extracting(told -> told.stream().map(Observation::name).toList())
                .containsExactlyInAnyOrder(
                        List.of("slowest stage", "slowest worker"),
                        List.of("time between items", "slowest stage", "slowest worker"),
                        List.of());
    }

    private Queue<List<Observation>> observations(int ranks, int threads, Map<String, String> params) throws Exception {
        Queue<List<Observation>> all = new ConcurrentLinkedQueue<>();
        run(ranks, threads, type().params(params), context -> new Pipeline(context) {
            @Override
            public Check verify() {
                all.add(observations());
                return super.verify();
            }
        });
        return all;
    }

    private static double value(List<Observation> told, String name) {
        return told.stream()
                .filter(observation -> observation.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2"})
    void waitingStagesLeaveTheSame(int ranks, int threads) throws Exception {
        Map<String, String> params = Map.of("items", "5", "length", "5", "turns", "3", "work", "wait", "wait_us", "10");
        run(ranks, threads, type().params(params), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }
}
