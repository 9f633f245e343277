package rxt.kernel.sync;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import rxt.kernel.ScratchFile;
import rxt.kernel.UnavailableException;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;

/**
 * Two whole numbers in a file that one rank at a time locks. The file has no name any more when all have opened it.
 *
 * <p>The lock is the operating system's and belongs to a process, not to a thread: between ranks that are threads of
 * one process it keeps nobody out, and the library refuses the second instead, who looks again and again. Ranks that
 * are processes wait in the operating system.
 */
final class TokenFile implements AutoCloseable {
    private static final int NUMBERS = 2;

    private final FileChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(NUMBERS * Long.BYTES);
    private FileLock held;

    private TokenFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens a new one, of zeros, that rank 0 makes in its folder for temporary files. Collective.
     *
     * @throws UnavailableException on every rank where one does not see that folder
     */
    static TokenFile create(Communicator world) {
        try {
            Path made = world.rank() == 0 ? make() : Path.of("");
            try {
                byte[] name = world.allgather(made.toString().getBytes(StandardCharsets.UTF_8))[0];
                return open(world, Path.of(new String(name, StandardCharsets.UTF_8)));
            } finally {
                if (world.rank() == 0) {
                    Files.delete(made);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("global-mutex cannot make a file in java.io.tmpdir", e);
        }
    }

    private static Path make() throws IOException {
        Path made = ScratchFile.create(Path.of(System.getProperty("java.io.tmpdir")), ".token");
        return Files.write(made, new byte[NUMBERS * Long.BYTES]);
    }

    private static TokenFile open(Communicator world, Path name) throws IOException {
        boolean there = Files.isRegularFile(name);
        FileChannel channel = there ? FileChannel.open(name, StandardOpenOption.READ, StandardOpenOption.WRITE) : null;
        if (world.allreduce(there ? 0L : 1L, ReduceOp.SUM) > 0) { // and so all have opened it
            if (channel != null) {
                channel.close();
            }
            throw new UnavailableException("variant file needs a folder for temporary files that all ranks see,"
                    + " so ranks of one node; use token or ticket");
        }
        return new TokenFile(channel);
    }

    /** Takes the file, after waiting for it; by one thread of a rank at a time. */
    void lock() {
        long pauses = 0;
        while (held == null) {
            try {
                held = channel.lock();
            } catch (OverlappingFileLockException _) {
                pauses = Backoff.pause(pauses, "a file that another rank of this process has");
            } catch (IOException e) {
                throw new UncheckedIOException("cannot lock the token's file", e);
            }
        }
    }

    void unlock() {
        try {
            held.release();
            held = null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock the token's file", e);
        }
    }

    /** One thread at a time has the buffer, so that two that are not kept apart are told by the token and by no exception. */
    synchronized void read(long[] token) {
        bytes.clear();
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, bytes.position()) < 0) {
                    throw new EOFException("after " + bytes.position() + " bytes");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the token's file", e);
        }
        bytes.flip().asLongBuffer().get(token);
    }

    synchronized void write(long[] token) {
        bytes.clear().asLongBuffer().put(token);
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, bytes.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the token's file", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the token's file", e);
        }
    }
}
