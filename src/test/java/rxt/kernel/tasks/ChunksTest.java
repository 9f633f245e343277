package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class ChunksTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Chunks.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("items", "101", "chunk", "7", "turns", "3");
    }

    /** The last, shorter chunk is forgotten by whoever has it. */
    @Override
    protected Kernel mutant(Context context) {
        return new Chunks(context) {
            @Override
            void run(long from, long to) {
                super.run(from, context.world().rank() == 0 ? to - 1 : to);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "static,block,equal,7",
        "cyclic,cyclic,rising,1",
        "dynamic,cyclic,spiked,7",
        "monotonic,block,spiked,50",
        "guided,block,rising,3",
        "executor,cyclic,rising,1000"
    })
    void everyScheduleDoesEveryItem(String schedule, String ranks, String cost, String chunk) throws Exception {
        Map<String, String> params = Map.of(
                "items", "101", "chunk", chunk, "turns", "3", "schedule", schedule, "ranks", ranks, "cost", cost);
        run(3, 2, type().params(params), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2"})
    void waitingLeavesTheSame(int ranks, int threads) throws Exception {
        Map<String, String> params = Map.of("items", "11", "turns", "3", "work", "wait", "wait_us", "1");
        run(ranks, threads, type().params(params), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }
}
