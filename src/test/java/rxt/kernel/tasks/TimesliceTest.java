package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class TimesliceTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Timeslice.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("tasks", "7", "length", "5", "slice", "2", "turns", "3");
    }

    /** Every slice is as long as the first, the last too, which should be shorter. */
    @Override
    protected Kernel mutant(Context context) {
        return new Timeslice(context) {
            @Override
            long advance(long state, long units) {
                return super.advance(state, 2);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "serial,textbook,2",
        "serial,jdk,2",
        "concurrent,jdk,2",
        "concurrent,textbook,9",
        "concurrent,jdk,9",
        "parallel,textbook,2",
        "parallel,jdk,2"
    })
    void everyModeDoesEveryTask(String mode, String variant, String slice) throws Exception {
        Map<String, String> params =
                Map.of("tasks", "7", "length", "5", "slice", slice, "turns", "3", "mode", mode, "variant", variant);
        run(3, 2, type().params(params), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    @Test
    void waitingForMinutesIsRefused() {
        Map<String, String> params = Map.of("tasks", "100", "work", "wait", "wait_us", "1000000");
        assertThatThrownBy(() -> run(1, 1, type().params(params), type()::create))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use fewer or shorter ones");
    }
}
