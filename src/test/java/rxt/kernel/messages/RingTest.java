package rxt.kernel.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.spmd.team.Team;

class RingTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Ring.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("n", "5003");
    }

    /** Leaves out the last of each part. */
    @Override
    protected Kernel mutant(Context context) {
        return new Ring(context) {
            @Override
            TeamAdder adder(Team team) {
                return new TeamAdder(team) {
                    @Override
                    void add(long from, long to) {
                        super.add(from, to - 1);
                    }
                };
            }
        };
    }

    @ParameterizedTest(name = "{0} × {1}, {2} values")
    @CsvSource({"1,1,3", "1,2,5003", "2,1,1", "3,2,5003", "4,1,20000", "5,3,3", "6,1,5003", "7,1,2"})
    void everyVariantGivesTheSame(int ranks, int threads, String n) throws Exception {
        String digest = run(1, 1, type().params(Map.of("n", n)), type()::create)
                .element()
                .digest();
        for (String variant : new String[] {"sendrecv", "even-odd"}) {
            Map<String, String> params = Map.of("n", n, "variant", variant);
            run(ranks, threads, type().params(params), type()::create).forEach(check -> {
                assertThat(check.valid()).as(check.toString()).isTrue();
                assertThat(check.digest()).isEqualTo(digest);
            });
        }
    }
}
