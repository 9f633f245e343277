package rxt.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParamsTest {
    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.whole("n", 10, 1, 100, "rows"),
            Parameter.real("f", 0.5, 0, 1, "fraction"),
            Parameter.choice("kind", "a", List.of("a", "b"), "kind"));

    @Test
    void growthKeepsTheOthers() {
        Params grown = Params.of(PARAMETERS, Map.of("f", "0.25", "kind", "b")).with("n", 100);
        assertThat(grown.texts()).isEqualTo(Map.of("f", "0.25", "kind", "b", "n", "100"));
    }

    @Test
    void growthOutOfTheRangeIsRefused() {
        Params params = Params.of(PARAMETERS, Map.of());
        assertThatThrownBy(() -> params.with("n", 101))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter 'n' cannot be '101'; allowed: a whole number from 1 to 100");
        assertThatThrownBy(() -> params.with("m", 1)).hasMessageContaining("no parameter 'm'");
    }
}
