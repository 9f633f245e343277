package rxt.cli;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine.ExitCode;
import rxt.record.StudyFileException;
import rxt.study.StudyException;

/**
 * What a user is told about an exception.
 *
 * @param exitCode 2 for bad input, 1 for everything else
 * @param message one sentence: what, where, what is allowed, how to mend it
 */
record Diagnosis(int exitCode, String message) {

    /** Bad input is what the rooms refuse with an {@link IllegalArgumentException}, and files that cannot be had. */
    static Diagnosis of(Throwable exception) {
        return switch (exception) {
            case UncheckedIOException e -> of(e.getCause());
            case NoSuchFileException e -> refused("no such file: " + e.getFile());
            case AccessDeniedException e -> refused("no permission for " + e.getFile());
            case IllegalArgumentException e -> refused(words(e));
            case StudyException e -> refused(words(e));
            case StudyFileException e -> refused(words(e));
            default -> new Diagnosis(ExitCode.SOFTWARE, words(exception));
        };
    }

    private static Diagnosis refused(String message) {
        return new Diagnosis(ExitCode.USAGE, message);
    }

    /** The exception's message; a bare {@code NullPointerException} says more with its class. */
    private static String words(Throwable exception) {
        boolean ours =
                exception.getClass().getName().startsWith("rxt.") || exception instanceof IllegalArgumentException;
        String message = exception.getMessage();
        return ours && message != null ? message : exception.toString();
    }
}
