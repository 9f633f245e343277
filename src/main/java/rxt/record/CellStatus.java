package rxt.record;

import java.util.Locale;

/** What became of a planned cell. */
public enum CellStatus {
    /** All its launches are complete and their answers right. */
    MEASURED,
    /** A launch ended without a result. */
    FAILED,
    /** A launch completed with a wrong answer; its times count nowhere. */
    INVALID,
    /** Its answers are right, and most of its launches never settled; the analysis says so, in a file it is measured. */
    UNSETTLED,
    /** Left out on purpose; the reason says whose. */
    SKIPPED,
    /** A launch made no progress within its limit and was ended. */
    HUNG,
    /** The sweep ended before all launches were complete; the next run goes on from here. */
    INTERRUPTED;

    /** The word in the file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The status of that word.
     *
     * @throws IllegalArgumentException where {@code word} is none of the words
     */
    public static CellStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
