package rxt.kernel.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class CgTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Cg.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("n", "11");
    }

    /** Leaves out the last row of every part. */
    @Override
    protected Kernel mutant(Context context) {
        return new Cg(context) {
            @Override
            void multiply(long from, long to) {
                super.multiply(from, Math.max(from, to - 1));
            }
        };
    }

    /** Iterations that a program of its own in another language makes, which has no matrix and no ranks. */
    @ParameterizedTest(name = "n = {0} on {2} × {3}: {1} iterations")
    @CsvSource({"2,1,1,1", "5,8,2,2", "11,17,3,1", "16,24,1,2", "16,24,8,1"})
    void iterationsAreThoseOfAnIndependentProgram(String n, int iterations, int ranks, int threads) throws Exception {
        Queue<Cg> kernels = new ConcurrentLinkedQueue<>();
        run(ranks, threads, type().params(Map.of("n", n)), context -> {
            Cg kernel = new Cg(context);
            kernels.add(kernel);
            return kernel;
        });
        assertThat(kernels).extracting(Cg::iterations).containsOnly(iterations);
    }

    @ParameterizedTest(name = "{0} × {1}, n {2}, overlap {3}")
    @CsvSource({"1,1,2,true", "8,2,2,true", "2,3,3,false", "5,1,5,true", "4,2,9,false"})
    void smallAndUnevenGrids(int ranks, int threads, String n, String overlap) throws Exception {
        run(ranks, threads, type().params(Map.of("n", n, "overlap", overlap)), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }
}
