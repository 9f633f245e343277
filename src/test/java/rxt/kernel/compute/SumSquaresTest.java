package rxt.kernel.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class SumSquaresTest extends KernelContract {
    @Override
    protected KernelType type() {
        return SumSquares.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("jobs", "7", "length", "10007");
    }

    /** Stops one square short in one job. */
    @Override
    protected Kernel mutant(Context context) {
        return new SumSquares(context) {
            @Override
            long job(long number, long squares) {
                return super.job(number, number == 6 ? squares - 1 : squares);
            }
        };
    }

    /** In the first step alone. */
    @Test
    void aStepBeforeTheLastIsCaught() throws Exception {
        run(1, 1, type().params(params()), context -> new SumSquares(context) {
                    private int calls;

                    @Override
                    long job(long number, long squares) {
                        return super.job(number, squares) + (calls++ == 0 ? 1 : 0);
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @Test
    void smallSumsAreThoseByHand() {
        assertThat(SumSquares.squares(1)).isZero();
        assertThat(SumSquares.squares(5)).isEqualTo(1 + 4 + 9 + 16);
        assertThat(SumSquares.squares(4_000_000_000L)).as("modulo 2⁶⁴").isEqualTo(-2136307703902774272L);
        assertThat(SumSquares.mixed(3, 0)).isEqualTo(1 + 2);
        assertThat(SumSquares.mixed(2, 1)).isEqualTo(6364136223846793005L);
        assertThat(SumSquares.mixed(1, 3)).isEqualTo(6364136223846793005L + 4);
    }
}
