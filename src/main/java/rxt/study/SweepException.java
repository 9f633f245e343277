package rxt.study;

/** A sweep that had begun cannot go on; what is complete stays, and running the study again goes on from there. */
public class SweepException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SweepException(String message, Throwable cause) {
        super(message, cause);
    }
}
