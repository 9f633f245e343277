package rxt.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class NegateTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Negate.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("n", "1009", "together", "16");
    }

    /** Leaves out the last element of each access, always. */
    @Override
    protected Kernel mutant(Context context) {
        return new Negate(context) {
            @Override
            void negate(long at, int count) {
                super.negate(at, count - 1);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "1,3,1", "2,2,7", "3,1,5000"})
    void theLockChangesNothing(int ranks, int threads, String together) throws Exception {
        String digest =
                run(1, 1, type().params(params()), type()::create).element().digest();
        Map<String, String> params = Map.of("n", "1009", "lock", "array", "together", together);
        run(ranks, threads, type().params(params), type()::create).forEach(check -> {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        });
    }
}
