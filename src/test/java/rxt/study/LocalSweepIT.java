package rxt.study;

import org.junit.jupiter.api.Test;

/** Sweeps on transport local, where what is tagged long elsewhere and does not depend on the transport runs always. */
class LocalSweepIT extends SweepContract {
    @Override
    @Test
    void aSweepKilledInMidRunIsCompletedAndNothingRunsTwice() throws Exception {
        completesAKilledSweep();
    }

    @Override
    @Test
    void aStuckStepIsEndedEarlyAndTheThreadsOfEveryRankAreInTheLog() throws Exception {
        endsAStuckStepEarly();
    }

    @Override
    String transport() {
        return "local";
    }

    @Override
    int jvms(int ranks) {
        return 1;
    }

    @Override
    String exitReason() {
        return "the ranks ended without a result";
    }

    @Override
    String killReason() {
        return "killed (exit code 137";
    }
}
