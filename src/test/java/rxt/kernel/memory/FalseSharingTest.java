package rxt.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class FalseSharingTest extends KernelContract {
    @Override
    protected KernelType type() {
        return FalseSharing.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("counts", "100003");
    }

    /** Everybody counts with the counter of the first, one too few. */
    @Override
    protected Kernel mutant(Context context) {
        return new FalseSharing(context) {
            @Override
            void count(MemorySegment of, long place, long times) {
                super.count(of, 0, place == 0 ? times - 1 : times);
            }
        };
    }

    @Test
    void countersApartCountTheSame() throws Exception {
        run(2, 3, type().params(Map.of("counts", "100003", "layout", "padded")), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }
}
