package rxt.measure;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a rank leaves when it fails: {@code <shard>.rank<r>.failed}, whose first line is the cause. Exit codes do not
 * carry it: {@code mpjrun} always ends with 0.
 */
public final class FailureNote {
    private FailureNote() {}

    /** Writes the cause, and says it on standard error. */
    public static void write(String shard, int rank, Throwable cause) {
        StringWriter text = new StringWriter();
        text.append(words(cause)).append('\n');
        cause.printStackTrace(new PrintWriter(text, true));
        System.err.println("rxt: rank " + rank + " failed: "
                + text.toString().lines().findFirst().orElseThrow());
        try {
            Files.writeString(Path.of(shard + ".rank" + rank + ".failed"), text.toString());
        } catch (IOException e) {
            System.err.println("rxt: rank " + rank + " could not write its failure note: " + e);
        }
    }

    /** Without the class where the words are meant for a user: what RxT refuses, and what a kernel does. */
    private static String words(Throwable cause) {
        String message =
                cause.getMessage() == null ? "" : cause.getMessage().strip().replaceAll("\\s+", " ");
        if (isRefusal(cause) && !message.isEmpty()) {
            return message;
        }
        return cause.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
    }

    /** The JDK's own refusals are of calls, not of what a user gave. */
    private static boolean isRefusal(Throwable cause) {
        StackTraceElement[] frames = cause.getStackTrace();
        boolean byJdk = frames.length > 0 && frames[0].getModuleName() != null;
        return switch (cause) {
            case RefusedLaunchException _ -> true;
            // With words of its own, of an input.
            case UncheckedIOException e -> !byJdk && !e.getCause().toString().equals(e.getMessage());
            default -> cause.getClass() == IllegalArgumentException.class && !byJdk;
        };
    }
}
