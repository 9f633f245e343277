package rxt.measure.core;

/**
 * What is timed, on one rank. Every rank makes the same calls with the same numbers; what a constructor does is collective.
 *
 * <p>Not a decorator in sight: between the two readings of the clock is {@link #repeat} alone.
 */
interface Operation extends AutoCloseable {
    /** Most repetitions in one method: so many that calling it costs nothing, so few that C2 sees it called often. */
    int CHUNK = 20;

    /** What is counted in one repetition, such as the messages of a window. */
    default int per() {
        return 1;
    }

    /** A batch has a multiple of so many repetitions. */
    default int multiple() {
        return 1;
    }

    /** Makes new what is sent in the next batch; not timed. */
    default void prepare() {}

    /** Repeats it {@code count} times. */
    default void repeat(int count) {
        for (int left = count; left > 0; left -= CHUNK) {
            chunk(Math.min(CHUNK, left));
        }
    }

    /** Repeats it {@code count} times, at most {@link #CHUNK}. */
    void chunk(int count);

    /** What {@link #repeat} does beside the operation, alone. */
    default void reference(int count) {}

    /** How many of the results since the operation was made are wrong. */
    long wrong();

    @Override
    default void close() {}
}
