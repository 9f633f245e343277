package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class PoolMapTest extends KernelContract {
    @Override
    protected KernelType type() {
        return PoolMap.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("n", "101", "chunk", "3");
    }

    /** The square where the cube was asked for, of one number. */
    @Override
    protected Kernel mutant(Context context) {
        return new PoolMap(context) {
            @Override
            long cube(long number) {
                return number == 100 ? number * number : super.cube(number);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"serial", "team", "virtual", "forkjoin"})
    void whoeverDoesTheTasks(String variant) throws Exception {
        run(2, 2, type().params(Map.of("n", "1001", "variant", variant)), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }
}
