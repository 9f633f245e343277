package rxt.study;

import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Sweeps on transport ffm over MPICH. */
@Tag("ffm")
class FfmMpichSweepIT extends SweepContract {
    @Override
    String transport() {
        return "ffm";
    }

    @Override
    Map<String, String> variables() {
        return Map.of("RXT_MPI", "mpich");
    }

    @Override
    String exitReason() {
        return "the ranks ended without a result";
    }

    @Override
    String killReason() {
        return "process rank 1";
    }
}
