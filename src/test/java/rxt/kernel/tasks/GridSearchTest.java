package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class GridSearchTest extends KernelContract {
    @Override
    protected KernelType type() {
        return GridSearch.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("grid", "5", "folds", "3", "features", "5", "blocks", "2");
    }

    /** Leaves the wrong fold out. */
    @Override
    protected Kernel mutant(Context context) {
        return new GridSearch(context) {
            @Override
            double error(RidgeRegression regression, double lambda, int leftOut) {
                return super.error(regression, lambda, leftOut == 2 ? 1 : leftOut);
            }
        };
    }

    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1,1", "3,2", "5,3"})
    void broadcastDataGiveTheSame(int ranks, int threads) throws Exception {
        String digest =
                run(1, 1, type().params(params()), type()::create).element().digest();
        Map<String, String> params = new HashMap<>(params());
        params.put("data", "broadcast");
        for (Check check : run(ranks, threads, type().params(params), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        }
    }

    @Test
    void columnsAreOrthogonalAndErrorsKnown() {
        RidgeSamples shape = new RidgeSamples(3, 5, 2);
        assertThat(shape.rows).isEqualTo(16);
        double[] samples = shape.samples();
        for (int j = 0; j < 5; j++) {
            for (int k = 0; k < 5; k++) {
                double product = 0;
                for (int row = 0; row < shape.rows; row++) {
                    product += samples[row * 6 + j] * samples[row * 6 + k];
                }
                assertThat(product).isEqualTo(j == k ? 16 : 0);
            }
        }
        double direct = new RidgeRegression(shape).error(samples, 0, 1);
        assertThat(direct).isCloseTo(shape.knownError(0, 1), within(1e-9));
    }
}
