package rxt.study;

import org.junit.jupiter.api.Tag;

/** Times of a real run on transport openmpi. */
@Tag("openmpi")
@Tag("long")
class OpenMpiRunTimeIT extends RunTimeContract {
    @Override
    String transport() {
        return "openmpi";
    }
}
