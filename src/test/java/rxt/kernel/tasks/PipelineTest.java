package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

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

    @ParameterizedTest
    @CsvSource({"1,1", "2,2"})
    void waitingStagesLeaveTheSame(int ranks, int threads) throws Exception {
        Map<String, String> params = Map.of("items", "5", "length", "5", "turns", "3", "work", "wait", "wait_us", "10");
        run(ranks, threads, type().params(params), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }
}
