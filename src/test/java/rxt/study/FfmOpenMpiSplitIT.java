package rxt.study;

import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Every split over Open MPI's C library. */
@Tag("ffm")
class FfmOpenMpiSplitIT extends SplitContract {
    @Override
    String transport() {
        return "ffm";
    }

    @Override
    Map<String, String> variables() {
        return Map.of("RXT_MPI", "openmpi");
    }

    @Override
    String library() {
        return "Open MPI";
    }
}
