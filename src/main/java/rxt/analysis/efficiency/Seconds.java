package rxt.analysis.efficiency;

/** Refuses what is no duration. */
final class Seconds {
    private Seconds() {}

    static void require(String what, double seconds) {
        if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " is " + seconds + " s; it must be finite and not below 0");
        }
    }
}
