package rxt.study;

import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Sweeps on transport ffm over Open MPI. */
@Tag("ffm")
class FfmOpenMpiSweepIT extends SweepContract {
    @Override
    String transport() {
        return "ffm";
    }

    @Override
    Map<String, String> variables() {
        return Map.of("RXT_MPI", "openmpi");
    }

    @Override
    String exitReason() {
        return "process rank 1";
    }

    @Override
    String killReason() {
        return "process rank 1";
    }
}
