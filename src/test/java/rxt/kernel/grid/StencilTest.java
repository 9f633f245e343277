package rxt.kernel.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.spmd.grid.HaloExchange;

class StencilTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Stencil.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("n", "53");
    }

    /** The last row of a part does not grow in the first step. */
    @Override
    protected Kernel mutant(Context context) {
        return new Stencil(context) {
            private int calls;

            @Override
            synchronized void grow(StencilBlock of, long from, long to) {
                super.grow(of, from, calls++ == 0 ? to - 1 : to);
            }
        };
    }

    /** Exchanges once in a hundred steps. */
    @ParameterizedTest(name = "{0} ranks, overlap {1}")
    @CsvSource({"2, true", "4, true", "4, false"})
    void anOldHaloIsCaught(int ranks, String overlap) throws Exception {
        Map<String, String> params = Map.of("n", "53", "overlap", overlap);
        run(ranks, 2, type().params(params), context -> new Stencil(context) {
                    private int steps;

                    @Override
                    void exchange(HaloExchange halo, Runnable meanwhile) {
                        if (steps++ % 100 == 0) {
                            super.exchange(halo, meanwhile);
                        } else {
                            meanwhile.run();
                        }
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @ParameterizedTest(name = "{0} × {1}: n {2}, overlap {3}, {4}")
    @CsvSource({
        "1,1,5,true,vector",
        "2,1,5,true,scalar",
        "4,3,6,true,vector",
        "6,2,40,false,vector",
        "4,2,64,false,scalar",
        "9,1,31,true,scalar"
    })
    void smallAndUnevenGrids(int ranks, int threads, String n, String overlap, String variant) throws Exception {
        Map<String, String> params = Map.of("n", n, "overlap", overlap, "variant", variant);
        run(ranks, threads, type().params(params), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }
}
