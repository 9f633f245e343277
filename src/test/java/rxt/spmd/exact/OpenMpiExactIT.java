package rxt.spmd.exact;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("openmpi")
@DisplayName("Exact sums on openmpi")
class OpenMpiExactIT extends LaunchedExactness {
    OpenMpiExactIT() {
        super("openmpi");
    }
}
