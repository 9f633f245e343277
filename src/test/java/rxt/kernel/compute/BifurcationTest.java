package rxt.kernel.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class BifurcationTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Bifurcation.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("values", "1009", "iterations", "700");
    }

    /** One iteration in which the last two values of a block are left out: at r = 4 itself ½ goes to 0 and stays there. */
    @Override
    protected Kernel mutant(Context context) {
        return new Bifurcation(context) {
            private int calls;

            @Override
            void iterateOnce(int begin, int end) {
                super.iterateOnce(begin, calls++ % 700 == 3 ? end - 2 : end);
            }
        };
    }

    /** What the first step has left stays right. */
    @Test
    void aPartThatOnlyTheFirstStepIteratesIsCaught() throws Exception {
        run(2, 1, type().params(params()), context -> new Bifurcation(context) {
                    private int calls;

                    @Override
                    void iterate(long from, long to) {
                        super.iterate(from, calls++ == 0 ? to : to - 1);
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }
}
