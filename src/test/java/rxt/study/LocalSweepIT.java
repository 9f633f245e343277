package rxt.study;

/** Sweeps on transport local. */
class LocalSweepIT extends SweepContract {
    @Override
    String transport() {
        return "local";
    }
}
