package rxt.kernel.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class PingPongTest extends KernelContract {
    @Override
    protected KernelType type() {
        return PingPong.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("n", "7", "rounds", "23");
    }

    /** The third hit of all misses the ball. */
    @Override
    protected Kernel mutant(Context context) {
        return new PingPong(context) {
            @Override
            void hit(Ball ball, long number) {
                super.hit(ball, number == 2 ? 3 : number);
            }
        };
    }

    @ParameterizedTest(name = "{0} × {1}, {2} doubles")
    @CsvSource({"1,1,0", "1,1,7", "1,3,1000", "2,1,0", "2,3,1000", "3,2,7", "4,1,70000"})
    void anObjectArrivesAsABufferDoes(int ranks, int threads, String n) throws Exception {
        String digest = run(1, 1, type().params(Map.of("n", n, "rounds", "5")), type()::create)
                .element()
                .digest();
        for (String payload : new String[] {"buffer", "object"}) {
            Map<String, String> params = Map.of("n", n, "rounds", "5", "payload", payload);
            run(ranks, threads, type().params(params), type()::create).forEach(check -> {
                assertThat(check.valid()).as(check.toString()).isTrue();
                assertThat(check.digest()).isEqualTo(digest);
            });
        }
    }
}
