package rxt.record;

import java.nio.file.Path;

/** A results file that cannot be read, written or held; the message names the file, what is wrong and how to mend it. */
public final class StudyFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StudyFileException(Path file, String what, String mend) {
        super(message(file, what, mend));
    }

    StudyFileException(Path file, String what, String mend, Throwable cause) {
        super(message(file, what, mend), cause);
    }

    private static String message(Path file, String what, String mend) {
        return file + ": " + what + "; " + mend;
    }
}
