package rxt.transport.local;

/** Something that a rank waits for. */
interface Awaited {
    /** Whether it has come; what happened before is visible then. */
    boolean isOver();

    /** Rank and call, for the error of a wait that is given up. */
    String words();
}
