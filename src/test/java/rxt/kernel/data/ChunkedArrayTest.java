package rxt.kernel.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class ChunkedArrayTest extends KernelContract {
    @Override
    protected KernelType type() {
        return ChunkedArray.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("n", "103", "chunk", "10");
    }

    /** Takes chunks at the edge for whole ones' neighbours: one is left out. */
    @Override
    protected Kernel mutant(Context context) {
        return new ChunkedArray(context) {
            @Override
            double sumOf(long number, double[] values) {
                return number == 10 ? 0 : super.sumOf(number, values);
            }
        };
    }

    @ParameterizedTest(name = "{2}: {0} × {1}, chunks of {3}")
    @CsvSource({
        "1,1,static,7",
        "3,2,cyclic,7",
        "5,3,guided,50",
        "1,2,stream,7",
        "3,2,stream,103",
        "2,2,dynamic,1000",
        "5,3,stream,1000"
    })
    void everyScheduleAndChunk(int ranks, int threads, String schedule, String chunk) throws Exception {
        String digest =
                run(1, 1, type().params(params()), type()::create).element().digest();
        Map<String, String> params = Map.of("n", "103", "schedule", schedule, "chunk", chunk);
        for (Check check : run(ranks, threads, type().params(params), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        }
    }

    @Test
    void knownSums() {
        for (int n : new int[] {1, 2, 31, 32, 33, 1000}) {
            double sum = 0;
            for (int k = 0; k < n * n; k++) {
                sum += k % ChunkedArray.PERIOD;
            }
            assertThat(ChunkedArray.expected(n)).isEqualTo(sum);
        }
    }
}
