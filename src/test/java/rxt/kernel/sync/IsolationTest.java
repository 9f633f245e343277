package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class IsolationTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Isolation.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("additions", "10007");
    }

    /** Adds the first addition of all twice, as if it were a neighbour's too. */
    @Override
    protected Kernel mutant(Context context) {
        return new Isolation(context) {
            @Override
            long add(AtomicLong to, long from, long until) {
                if (from == 0) {
                    to.getAndAdd(1);
                }
                return super.add(to, from, until);
            }
        };
    }

    /** As if ranks shared their variable: every other addition goes to one of all ranks. */
    @Test
    void oneVariableForAllRanksIsCaught() throws Exception {
        AtomicLong common = new AtomicLong();
        run(3, 2, type().params(params()), context -> new Isolation(context) {
                    @Override
                    long add(AtomicLong to, long from, long until) {
                        long others = super.add(common, from, until);
                        to.set(common.get());
                        return others;
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1,1,false", "3,1,false", "1,2,true", "2,3,true"})
    void threadsSeeEachOtherAndRanksDoNot(int ranks, int threads, boolean seen) throws Exception {
        var found = Observed.of(
                ranks,
                threads,
                type().params(params()),
                type()::create,
                check -> assertThat(check.valid()).isTrue());
        assertThat(Observed.sum(found, "writes of others seen") > 0).isEqualTo(seen);
    }
}
