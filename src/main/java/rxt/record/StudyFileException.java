package rxt.record;

import java.nio.file.Path;

/** A results file that cannot be read, written or held; the message names the file, what is wrong and how to mend it. */
public final class StudyFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;
    private final boolean isDamage;

    StudyFileException(Path file, String what, String mend) {
        this(file, what, mend, null);
    }

    /** Of a file that is whole; {@code what} follows its name, {@code mend} says how to go on. */
    public StudyFileException(Path file, String what, String mend, Throwable cause) {
        this(file, what, mend, cause, false);
    }

    private StudyFileException(Path file, String what, String mend, Throwable cause, boolean isDamage) {
        super(file + ": " + (isDamage ? "is cut off or damaged: " : "") + what + "; " + mend, cause);
        this.what = what;
        this.isDamage = isDamage;
    }

    /** The refusal of a file of RxT's that is cut off or damaged. */
    static StudyFileException damaged(Path file, String what, String mend, Throwable cause) {
        return new StudyFileException(file, what, mend, cause, true);
    }

    /** What is wrong, without the file's name and how to mend it. */
    String what() {
        return what;
    }

    /** Whether the file is one of RxT's of which something may still be read. */
    boolean isDamage() {
        return isDamage;
    }
}
