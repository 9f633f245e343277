package rxt.study;

/** Sweeps on transport local. */
class LocalSweepIT extends SweepContract {
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
