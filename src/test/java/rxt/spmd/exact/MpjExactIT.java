package rxt.spmd.exact;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("mpj")
@DisplayName("Exact sums on mpj")
class MpjExactIT extends LaunchedExactness {
    MpjExactIT() {
        super("mpj");
    }
}
