package rxt.kernel.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class WavefrontTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Wavefront.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("rows", "47", "columns", "61", "rows_per_message", "5");
    }

    /** Leaves out one row of a strip, in the first step. */
    @Override
    protected Kernel mutant(Context context) {
        AtomicBoolean left = new AtomicBoolean();
        return new Wavefront(context) {
            @Override
            void compute(WavefrontStrip strip, int row, int end) {
                super.compute(strip, row, row == 10 && left.compareAndSet(false, true) ? end - 1 : end);
            }
        };
    }

    @ParameterizedTest(name = "{0} × {1}: {2} × {3} by {4}")
    @CsvSource({"1,1,2,2,1", "3,2,2,3,100", "2,3,50,4,7", "4,1,33,40,1", "2,2,64,64,64"})
    void smallAndUnevenGrids(int ranks, int threads, String rows, String columns, String together) throws Exception {
        Map<String, String> params = Map.of("rows", rows, "columns", columns, "rows_per_message", together);
        run(ranks, threads, type().params(params), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }
}
