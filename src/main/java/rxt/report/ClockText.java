package rxt.report;

/** Which clock the times are of, and how the ranks' are made one. */
public final class ClockText {
    /** In a sentence. */
    public static final String SENTENCE =
            "Clock: each rank times a step by System.nanoTime, from the end of a barrier of all ranks to the end of its"
                    + " own step; the step took as long as the slowest rank's; clocks of different ranks are never"
                    + " compared.";

    private ClockText() {}
}
