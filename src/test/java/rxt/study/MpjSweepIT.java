package rxt.study;

import org.junit.jupiter.api.Tag;

/** Sweeps on transport mpj. */
@Tag("mpj")
class MpjSweepIT extends SweepContract {
    @Override
    String transport() {
        return "mpj";
    }

    @Override
    String exitReason() {
        return "the ranks ended without a result";
    }

    @Override
    String killReason() {
        return "the ranks ended without a result";
    }
}
