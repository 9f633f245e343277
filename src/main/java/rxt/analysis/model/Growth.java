package rxt.analysis.model;

/** What grows along a curve. */
public enum Growth {
    /** Nothing: all splits do the same work. */
    STRONG,
    /** The work, in proportion to the number of workers. */
    WEAK;

    /** Work that {@code workers} do, in units of the work of one worker. */
    double work(double workers) {
        return this == STRONG ? 1 : workers;
    }
}
