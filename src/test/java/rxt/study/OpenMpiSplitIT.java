package rxt.study;

import org.junit.jupiter.api.Tag;

/** Every split over Open MPI's Java bindings. */
@Tag("openmpi")
class OpenMpiSplitIT extends SplitContract {
    @Override
    String transport() {
        return "openmpi";
    }

    @Override
    String library() {
        return "Open MPI";
    }
}
