package rxt.kernel.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class ScatterGatherTest extends KernelContract {
    @Override
    protected KernelType type() {
        return ScatterGather.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("n", "101", "turns", "3");
    }

    /** The last value of a worker's share is forgotten. */
    @Override
    protected Kernel mutant(Context context) {
        return new ScatterGather(context) {
            @Override
            void work(long from, long to) {
                super.work(from, to - 1);
            }
        };
    }

    @ParameterizedTest(name = "{0} × {1}, {2} values")
    @CsvSource({"1,1,1", "1,3,1000", "2,1,1", "2,2,10001", "3,2,7", "4,1,70000", "5,3,3"})
    void partsComeBackAsObjectsAsTheyDoAsMemory(int ranks, int threads, String n) throws Exception {
        String digest = run(1, 1, type().params(Map.of("n", n)), type()::create)
                .element()
                .digest();
        for (String payload : new String[] {"buffer", "object"}) {
            Map<String, String> params = Map.of("n", n, "payload", payload);
            run(ranks, threads, type().params(params), type()::create).forEach(check -> {
                assertThat(check.valid()).as(check.toString()).isTrue();
                assertThat(check.digest()).isEqualTo(digest);
            });
        }
    }

    /** A rank that sends back what it was sent. */
    @ParameterizedTest
    @CsvSource({"buffer", "object"})
    void aPartThatNobodyWorkedOnIsCaught(String payload) throws Exception {
        Map<String, String> params = Map.of("n", "101", "payload", payload);
        run(3, 1, type().params(params), context -> new ScatterGather(context) {
                    @Override
                    void work(long from, long to) {
                        if (context.world().rank() != 2) {
                            super.work(from, to);
                        }
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }
}
