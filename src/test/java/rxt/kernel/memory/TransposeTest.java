package rxt.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class TransposeTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Transpose.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("n", "107");
    }

    /** Leaves out the last column of a part in the first step. */
    @Override
    protected Kernel mutant(Context context) {
        return new Transpose(context) {
            private int calls;

            @Override
            synchronized void pack(long from, long to, TransposeTile tile) {
                super.pack(from, calls++ == 0 ? to - 1 : to, tile);
            }
        };
    }

    @ParameterizedTest(name = "{0} × {1}, n {2}")
    @CsvSource({"1,1,1", "3,2,2", "5,3,33", "4,1,64", "2,2,257"})
    void smallAndUnevenMatrices(int ranks, int threads, String n) throws Exception {
        run(ranks, threads, type().params(Map.of("n", n)), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }
}
