package rxt.record.claim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

/** The right of this process to something, until it is closed, or lost because nobody touched it for too long. */
public final class Claim implements AutoCloseable {
    private final Claims claims;
    private final Path file;
    private final String resource;
    private final int attempt;
    private volatile boolean lost;
    private volatile Runnable ifLost = () -> {};

    Claim(Claims claims, Path file, String resource, int attempt) {
        this.claims = claims;
        this.file = file;
        this.resource = resource;
        this.attempt = attempt;
    }

    Path file() {
        return file;
    }

    /** What is claimed. */
    public String resource() {
        return resource;
    }

    /** The how manieth claim of it, from 0: above those of all holders that did not close theirs. */
    public int attempt() {
        return attempt;
    }

    /** Whether it was not touched for so long that others may have taken it. */
    public boolean isLost() {
        return lost;
    }

    /** What is to be done at once when it is lost. */
    public void ifLost(Runnable action) {
        ifLost = action;
        if (lost) {
            action.run();
        }
    }

    /**
     * Touches the file. The time is the file system's: a byte is written, for a time set from here would be this
     * machine's.
     *
     * @return the time it is now
     */
    FileTime touch() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {ClaimFolder.FIRST_BYTE}), 0);
        }
        return Files.getLastModifiedTime(file);
    }

    /** Touches the file, unless nobody has for too long: this process was stopped, and another may hold the resource. */
    void keep(FileTime now, Duration stale) throws IOException {
        try {
            Duration idle = Duration.between(Files.getLastModifiedTime(file).toInstant(), now.toInstant());
            if (idle.compareTo(stale) < 0) {
                touch();
                return;
            }
        } catch (NoSuchFileException e) {
            // Cleared by who holds it now.
        }
        lost = true;
        ifLost.run();
    }

    /** Lets it go. */
    @Override
    public void close() {
        claims.release(this);
    }
}
