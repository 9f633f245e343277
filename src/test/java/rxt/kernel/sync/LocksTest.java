package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class LocksTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Locks.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("samples", "10007", "locks", "3");
    }

    /** The first sample of all counts for a bin beside its own. */
    @Override
    protected Kernel mutant(Context context) {
        return new Locks(context) {
            @Override
            void fill(long from, long to) {
                super.fill(from == 0 ? 1 : from, to);
                if (from == 0) {
                    add(1);
                }
            }
        };
    }

    @ParameterizedTest(name = "{0}, {1} locks, {2} × {3}")
    @CsvSource({"mutex,1,1,3", "reentrant,1,2,2", "reentrant,7,5,3", "stamped,1,1,2", "stamped,1024,3,2"})
    void everyLockCountsExactly(String variant, String locks, int ranks, int threads) throws Exception {
        run(
                        ranks,
                        threads,
                        type().params(Map.of("samples", "30011", "locks", locks, "variant", variant)),
                        type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }
}
