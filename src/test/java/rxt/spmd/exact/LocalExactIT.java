package rxt.spmd.exact;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Exact sums on local")
class LocalExactIT extends LaunchedExactness {
    LocalExactIT() {
        super("local");
    }
}
