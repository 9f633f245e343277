package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.report.ExtraP.Times;
import tools.jackson.databind.json.JsonMapper;

/** The format as Extra-P's reader takes it: every point once, as many numbers as parameters, the same points throughout. */
class ExtraPTest {
    @Test
    void ranksAndThreads() {
        Map<String, List<Times>> paths = new LinkedHashMap<>();
        paths.put("jacobi", List.of(times(1, 1, 0.1, 0.30000000000000004), times(2, 1, 3), times(1, 2, 4e-9)));
        paths.put("jacobi->smooth", List.of(times(1, 2, 1), times(1, 1, 2), times(2, 1, 3)));
        assertThat(JsonMapper.shared().readTree(ExtraP.of(paths)))
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"parameters": ["ranks", "threads"],
                         "measurements": {
                          "jacobi": {"time": [
                           {"point": [1, 1], "values": [0.1, 0.30000000000000004]},
                           {"point": [2, 1], "values": [3.0]},
                           {"point": [1, 2], "values": [4e-9]}]},
                          "jacobi->smooth": {"time": [
                           {"point": [1, 2], "values": [1.0]},
                           {"point": [1, 1], "values": [2.0]},
                           {"point": [2, 1], "values": [3.0]}]}}}
                        """));
    }

    /** A parameter of one value cannot be modelled. */
    @Test
    void oneParameterWhereTheOtherStays() {
        assertThat(JsonMapper.shared().readTree(ExtraP.of(Map.of("pi", List.of(times(4, 1, 1), times(4, 2, 2))))))
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"parameters": ["threads"],
                         "measurements": {"pi": {"time": [
                          {"point": [1], "values": [1.0]},
                          {"point": [2], "values": [2.0]}]}}}
                        """));
    }

    @Test
    void refusesWhatExtraPWould() {
        refused("two splits or more", Map.of());
        refused("two splits or more", Map.of("pi", List.of(times(2, 2, 1))));
        refused("pi has 2×1 twice", Map.of("pi", List.of(times(1, 1, 1), times(2, 1, 1), times(2, 1, 1))));
        Map<String, List<Times>> uneven = new LinkedHashMap<>();
        uneven.put("pi", List.of(times(1, 1, 1), times(2, 1, 1)));
        uneven.put("gemm", List.of(times(1, 1, 1), times(4, 1, 1)));
        refused("the same splits of all call paths; those of gemm differ", uneven);
        assertThatThrownBy(() -> times(1, 1)).hasMessageContaining("times of 1×1");
        assertThatThrownBy(() -> times(1, 1, 1, Double.NaN)).hasMessageContaining("finite and above 0");
    }

    private static Times times(int ranks, int threads, double... seconds) {
        return new Times(
                ranks, threads, java.util.Arrays.stream(seconds).boxed().toList());
    }

    private static void refused(String why, Map<String, List<Times>> paths) {
        assertThatThrownBy(() -> ExtraP.of(paths))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
