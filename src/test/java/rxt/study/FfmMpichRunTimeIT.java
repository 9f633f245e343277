package rxt.study;

import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Times of a real run on transport ffm. */
@Tag("ffm")
@Tag("long")
class FfmMpichRunTimeIT extends RunTimeContract {
    @Override
    String transport() {
        return "ffm";
    }

    @Override
    Map<String, String> variables() {
        return Map.of("RXT_MPI", "mpich");
    }
}
