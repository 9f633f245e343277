package rxt.study;

import org.junit.jupiter.api.Tag;

/** Programs started by the launcher of Open MPI. */
@Tag("ffm")
class FfmOpenMpiProgramIT extends ProgramContract {
    @Override
    String mpi() {
        return "openmpi";
    }

    @Override
    String title() {
        return "Open MPI";
    }

    /** Open MPI mostly names the rank too, but not always one that ends while others begin. */
    @Override
    String killReason() {
        return "killed (exit code 137";
    }
}
