package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class GlobalMutexTest extends KernelContract {
    @Override
    protected KernelType type() {
        return GlobalMutex.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("entries", "53");
    }

    /** Enters twice on the first ticket, and never on the second. */
    @Override
    protected Kernel mutant(Context context) {
        return twiceOnTheFirst(context);
    }

    private static Kernel twiceOnTheFirst(Context context) {
        return new GlobalMutex(context) {
            @Override
            void enter(long ticket) {
                super.enter(ticket == 1 ? 0 : ticket);
            }
        };
    }

    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1,1", "1,3", "2,1", "2,2", "5,3"})
    void ticketsByOneSidedOperationsAreTheSame(int ranks, int threads) throws Exception {
        String digest =
                run(1, 1, type().params(params()), type()::create).element().digest();
        run(ranks, threads, type().params(Map.of("entries", "53", "variant", "ticket")), type()::create)
                .forEach(check -> {
                    assertThat(check.valid()).as(check.toString()).isTrue();
                    assertThat(check.digest()).isEqualTo(digest);
                });
    }

    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1,1", "2,2"})
    void aTicketUsedTwiceIsCaught(int ranks, int threads) throws Exception {
        Map<String, String> params = Map.of("entries", "53", "variant", "ticket");
        run(ranks, threads, type().params(params), GlobalMutexTest::twiceOnTheFirst)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }
}
