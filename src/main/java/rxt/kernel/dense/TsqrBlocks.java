package rxt.kernel.dense;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.LongAdder;
import rxt.kernel.FirstTouch;
import rxt.kernel.ScratchFile;

/** Where the blocks of one rank are while nobody works on them; read and written by all threads. */
interface TsqrBlocks extends AutoCloseable {
    /** Puts a block of that number here. */
    void write(int block, MemorySegment from);

    /** Copies a block of that number to {@code to}, which is as long as a block. */
    void read(int block, MemorySegment to);

    /** Bytes that there is room for, as far as that can be told. */
    default double space() {
        return Double.POSITIVE_INFINITY;
    }

    /** Bytes that have been read from disk. */
    default long bytesRead() {
        return 0;
    }

    @Override
    default void close() {}

    /** In memory, of which each page belongs near the thread that writes it first. */
    record InMemory(MemorySegment memory) implements TsqrBlocks {
        InMemory(Arena arena, int blocks, long bytes) {
            this(FirstTouch.bytes(arena, blocks * bytes));
        }

        @Override
        public void write(int block, MemorySegment from) {
            MemorySegment.copy(from, 0, memory, block * from.byteSize(), from.byteSize());
        }

        @Override
        public void read(int block, MemorySegment to) {
            MemorySegment.copy(memory, block * to.byteSize(), to, 0, to.byteSize());
        }
    }

    /**
     * In a file of the folder for temporary files, which has no name any more once it is open, and so is gone with the
     * process. What the system keeps of it in its own cache is not the process's memory.
     */
    record OnDisk(FileChannel file, Path folder, LongAdder counted) implements TsqrBlocks {
        /** An empty file. */
        static OnDisk open() {
            try {
                Path path = ScratchFile.create(Path.of(System.getProperty("java.io.tmpdir")), ".tsqr");
                try {
                    FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    return new OnDisk(file, path.getParent(), new LongAdder());
                } finally {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("storage: disk: no temporary file; set -Djava.io.tmpdir", e);
            }
        }

        /** Bytes that the folder's disk still has. */
        @Override
        public double space() {
            try {
                return Files.getFileStore(folder).getUsableSpace();
            } catch (IOException e) {
                throw failed("found", e);
            }
        }

        @Override
        public void write(int block, MemorySegment from) {
            try {
                ByteBuffer buffer = from.asByteBuffer();
                long at = block * from.byteSize();
                while (buffer.hasRemaining()) {
                    at += file.write(buffer, at);
                }
            } catch (IOException e) {
                throw failed("written", e);
            }
        }

        @Override
        public void read(int block, MemorySegment to) {
            try {
                ByteBuffer buffer = to.asByteBuffer();
                long at = block * to.byteSize();
                while (buffer.hasRemaining()) {
                    int count = file.read(buffer, at);
                    if (count < 0) {
                        throw new IOException("ends at byte " + at);
                    }
                    at += count;
                }
                counted.add(to.byteSize());
            } catch (IOException e) {
                throw failed("read", e);
            }
        }

        @Override
        public long bytesRead() {
            return counted.sum();
        }

        private UncheckedIOException failed(String what, IOException e) {
            return new UncheckedIOException(
                    "the temporary file in " + folder + " cannot be " + what + "; is there space?", e);
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw failed("closed", e);
            }
        }
    }
}
