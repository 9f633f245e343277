package rxt.study;

/** A study, an option or an output that cannot be used: one message that says what, where, what is allowed. */
public class StudyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StudyException(String message) {
        super(message);
    }

    public StudyException(String message, Throwable cause) {
        super(message, cause);
    }
}
