package rxt.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds an output for one run, by a lock of the operating system on {@code <output>.lock} beside it.
 *
 * <p>The lock ends with its process, however that ends; the file stays, empty, because removing it would let two runs
 * hold two files of one name.
 */
public final class OutputLock implements AutoCloseable {
    /**
     * Lock files held by this JVM, and by whom. Kept here because a process that merely opens and closes a file it has
     * locked loses the lock (POSIX).
     */
    private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;

    private OutputLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of {@code output}, which need not exist; makes its folder where it is missing.
     *
     * @throws StudyFileException where another run holds it, naming that run, or where the file system cannot lock
     */
    public static OutputLock acquire(Path output) {
        String holder = holder();
        try {
            Path folder =
                    Files.createDirectories(output.toAbsolutePath().getParent()).toRealPath();
            Path file = folder.resolve(output.getFileName() + ".lock");
            String other = HELD.putIfAbsent(file, holder);
            if (other != null) {
                throw heldBy(output, other);
            }
            try {
                return new OutputLock(file, lock(output, file, holder));
            } catch (IOException | RuntimeException e) {
                HELD.remove(file);
                throw e;
            }
        } catch (IOException e) {
            throw new StudyFileException(
                    output, "cannot be locked (" + e + ")", "choose a place you may write, with --output", e);
        }
    }

    private static FileChannel lock(Path output, Path file, String holder) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw heldBy(output, read(channel));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(1024);
        channel.read(text, 0);
        return text.position() == 0
                ? "another process"
                : new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
    }

    private static StudyFileException heldBy(Path output, String holder) {
        return new StudyFileException(
                output,
                "is held by another run (" + holder + ")",
                "wait for it or stop it, or choose another place with --output");
    }

    private static String holder() {
        return "process " + ProcessHandle.current().pid() + " on " + HostName.current() + " since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Lets the output go. */
    @Override
    public void close() {
        try (channel) {
            channel.truncate(0);
        } catch (IOException e) {
            throw new StudyFileException(
                    file, "cannot be unlocked (" + e + ")", "it is free once this process ends", e);
        } finally {
            HELD.remove(file);
        }
    }
}
