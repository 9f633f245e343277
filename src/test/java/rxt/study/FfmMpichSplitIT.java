package rxt.study;

import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Every split over MPICH's C library. */
@Tag("ffm")
class FfmMpichSplitIT extends SplitContract {
    @Override
    String transport() {
        return "ffm";
    }

    @Override
    Map<String, String> variables() {
        return Map.of("RXT_MPI", "mpich");
    }

    @Override
    String library() {
        return "MPICH";
    }
}
