package rxt.study;

import org.junit.jupiter.api.Tag;

/** Programs started by the launcher of MPICH. */
@Tag("ffm")
class FfmMpichProgramIT extends ProgramContract {
    @Override
    String mpi() {
        return "mpich";
    }

    @Override
    String title() {
        return "MPICH";
    }

    /** Hydra names the first rank that it ended itself, maybe before that one had begun. */
    @Override
    String killReason() {
        return "killed (exit code 9";
    }
}
