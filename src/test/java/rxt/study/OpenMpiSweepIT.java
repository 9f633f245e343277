package rxt.study;

import org.junit.jupiter.api.Tag;

/** Sweeps on transport openmpi. */
@Tag("openmpi")
class OpenMpiSweepIT extends SweepContract {
    @Override
    String transport() {
        return "openmpi";
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
