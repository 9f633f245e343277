package rxt.kernel.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class ScanTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Scan.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("n", "10007");
    }

    /** Begins every part with 0, as if no value needed the one before it; the first part of all with 0 in place of 1. */
    @Override
    protected Kernel mutant(Context context) {
        return new Scan(context) {
            @Override
            long apply(long value, long from, long to) {
                return super.apply(0, from, to);
            }
        };
    }

    /** Composes one step too few in each part. */
    @ParameterizedTest(name = "{0} ranks × {1} threads")
    @CsvSource({"1,2", "2,1", "3,2"})
    void aWrongCompositionIsCaught(int ranks, int threads) throws Exception {
        run(ranks, threads, type().params(params()), context -> new Scan(context) {
                    @Override
                    void compose(int member, long from, long to) {
                        super.compose(member, from, to - 1);
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    /** What the first step has left stays right. */
    @Test
    void aPartThatOnlyTheFirstStepComputesIsCaught() throws Exception {
        run(2, 1, type().params(params()), context -> new Scan(context) {
                    private int calls;

                    @Override
                    long apply(long value, long from, long to) {
                        return super.apply(value, from, calls++ == 0 ? to : from);
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @ParameterizedTest(name = "{0} × {1}, n {2}")
    @CsvSource({"1,1,1", "5,3,2", "4,2,10007"})
    void oneAfterTheOtherGivesTheSame(int ranks, int threads, String n) throws Exception {
        String digest = run(1, 1, type().params(Map.of("n", n)), type()::create)
                .element()
                .digest();
        for (String variant : new String[] {"serial", "prefix"}) {
            run(ranks, threads, type().params(Map.of("n", n, "variant", variant)), type()::create)
                    .forEach(check -> {
                        assertThat(check.valid()).as(check.toString()).isTrue();
                        assertThat(check.digest()).isEqualTo(digest);
                    });
        }
    }
}
