package rxt.measure;

/** A launch that its own ranks refuse to measure; the message says all, so that no failure note names this class. */
final class RefusedLaunchException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    RefusedLaunchException(String message) {
        super(message);
    }
}
