package rxt.cli;

import org.junit.jupiter.api.Tag;

/** With {@code --launcher openmpi}. */
@Tag("openmpi")
class OwnKernelOpenMpiIT extends OwnKernelContract {
    @Override
    String launcher() {
        return "openmpi";
    }
}
