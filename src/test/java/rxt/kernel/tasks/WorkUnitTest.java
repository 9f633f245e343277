package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Journal;
import rxt.kernel.Params;

class WorkUnitTest {
    private static final WorkUnit COMPUTES = new WorkUnit(false, 10, 1000, Journal.UNREAD);
    private static final WorkUnit WAITS = new WorkUnit(true, 10, 1_000_000, Journal.UNREAD);

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1, 1.5, 3, 77.7, 1000})
    void jumpingAheadEndsWhereTurnsDo(double units) {
        assertThat(COMPUTES.run(WorkUnit.seed(5), units)).isEqualTo(COMPUTES.after(WorkUnit.seed(5), units));
    }

    @Test
    void aWaitIsAsLongAsItSaysAndLeavesTheSame() {
        long begin = System.nanoTime();
        assertThat(WAITS.run(7, 3)).isEqualTo(COMPUTES.run(7, 3));
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(3_000_000);
    }

    @Test
    void waitsThatAreTooLongAreRefused() {
        WorkUnit.require(params("compute"), 1e12);
        WorkUnit.require(params("wait"), 60_000);
        assertThatThrownBy(() -> WorkUnit.require(params("wait"), 60_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer than 60.0 s; use fewer or shorter ones");
    }

    private static Params params(String work) {
        return Params.of(WorkUnit.parameters(1), Map.of("work", work, "wait_us", "1000"));
    }
}
