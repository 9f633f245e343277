package rxt.spmd.exact;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("ffm")
@DisplayName("Exact sums on ffm over Open MPI")
class FfmOpenMpiExactIT extends LaunchedExactness {
    FfmOpenMpiExactIT() {
        super("ffm");
    }

    @Override
    Map<String, String> variables() {
        return Map.of("RXT_MPI", "openmpi");
    }
}
