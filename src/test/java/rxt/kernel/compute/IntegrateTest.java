package rxt.kernel.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class IntegrateTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Integrate.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("intervals", "1000003");
    }

    /** Forgets the last interval of each block, as one who counts points in place of intervals does. */
    @Override
    protected Kernel mutant(Context context) {
        return new Integrate(context) {
            @Override
            long end(long block) {
                return super.end(block) - 1;
            }
        };
    }

    @ParameterizedTest(name = "{0} intervals on {1} × {2}")
    @CsvSource({"1,1,1", "2,1,1", "3,5,3", "4097,2,2", "3000000,2,1"})
    void sineIsIntegratedToo(String intervals, int ranks, int threads) throws Exception {
        run(ranks, threads, type().params(Map.of("integrand", "sine", "intervals", intervals)), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    /** At the largest n of a test the interval in the middle of [0, π], the one before the end of [0, 1] are seen. */
    @ParameterizedTest
    @ValueSource(strings = {"sine", "polynomial"})
    void oneIntervalLostIsCaught(String integrand) throws Exception {
        long lost = integrand.equals("sine") ? 700 : 1400;
        run(
                        2,
                        2,
                        type().params(Map.of("integrand", integrand, "intervals", "6000000")),
                        context -> new Integrate(context) {
                            @Override
                            long end(long block) {
                                return block == lost ? super.end(block) - 1 : super.end(block);
                            }
                        })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    /** −1.3 and 2, as the lectures have them, with many intervals. */
    @ParameterizedTest
    @CsvSource({"polynomial, -1.3", "sine, 2"})
    void theIntegralIsTheOneByHand(String integrand, String value) throws Exception {
        run(1, 2, type().params(Map.of("integrand", integrand, "intervals", "5000000")), type()::create)
                .forEach(check -> assertThat(Double.parseDouble(check.actual())).isEqualTo(Double.parseDouble(value)));
    }
}
