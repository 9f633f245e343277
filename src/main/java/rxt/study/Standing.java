package rxt.study;

/**
 * How far one planned cell is.
 *
 * @param planned the cell
 * @param state in a word
 * @param reason why it has failed or is left out, or ""
 * @param made launches that are complete
 * @param fewestToCome launches that are made whatever they show
 * @param mostToCome launches that are made where its interval stays too wide
 * @param secondsPerLaunch by earlier launches of it, of its kernel or of the study; NaN where there are none
 * @param mostSeconds what a job keeps free for its next launch, else it does not begin it
 */
public record Standing(
        PlannedCell planned,
        State state,
        String reason,
        int made,
        int fewestToCome,
        int mostToCome,
        double secondsPerLaunch,
        double mostSeconds) {
    /** In a word. */
    public enum State {
        /** All its launches are complete and right. */
        MEASURED,
        /** Launches are missing, and none failed. */
        MISSING,
        /** A launch failed, and none made up for it; or an answer is wrong, and no further launch would mend it. */
        FAILED,
        /** Left out on purpose, or its transport lacks what it needs. */
        SKIPPED
    }

    /** Whether another run would launch it. */
    public boolean wantsMore() {
        return mostToCome > 0;
    }
}
