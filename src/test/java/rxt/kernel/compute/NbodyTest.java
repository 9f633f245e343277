package rxt.kernel.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class NbodyTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Nbody.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("bodies", "211", "time_steps", "5");
    }

    /** Leaves out one body in one call, long before the end. */
    @Override
    protected Kernel mutant(Context context) {
        return new Nbody(context) {
            private int calls;

            @Override
            synchronized void attract(long from, long to) {
                super.attract(from, calls++ == 1 ? to - 1 : to);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"false, vector", "true, scalar", "false, scalar"})
    void theBitsAreTheSameHoweverItIsDone(String overlap, String variant) throws Exception {
        String digest =
                run(1, 1, type().params(params()), type()::create).element().digest();
        Map<String, String> params = Map.of("bodies", "211", "time_steps", "5", "overlap", overlap, "variant", variant);
        run(4, 2, type().params(params), type()::create).forEach(check -> {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        });
    }

    @Test
    void moreRanksThanBodies() throws Exception {
        run(5, 2, type().params(Map.of("bodies", "3")), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }
}
