package rxt.kernel.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import rxt.kernel.ScratchFile;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;

/**
 * A file of rows of numbers that has no name: one for all ranks that see rank 0's temporary folder, another for each that
 * does not. It is opened by all and removed from its folder before it is written, so that nothing is left of it, however
 * the ranks end; what one leaves that is killed before, the next one deletes.
 *
 * <p>Row i is {@code i,value,price} with a value of either sign and a price with two decimals.
 */
final class CsvFile implements AutoCloseable {
    private static final int BUFFER = 1 << 20;

    /** Bytes that a row has at most, its end of line included, with numbers below 10¹⁰. */
    static final int ROW = 40;

    private final FileChannel channel;
    private final long length;

    private CsvFile(FileChannel channel, long length) {
        this.channel = channel;
        this.length = length;
    }

    /** Writes the rows 0 to {@code rows} − 1. Collective. */
    static CsvFile create(Communicator world, long rows) throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        requireSpace(world, folder, rows);
        Optional<Path> mine = world.rank() == 0 ? Optional.of(ScratchFile.create(folder, ".csv")) : Optional.empty();
        byte[] name = world.allgather(mine.map(path -> path.toString().getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]))[0];
        FileChannel shared = open(Path.of(new String(name, StandardCharsets.UTF_8)));
        world.barrier();
        if (mine.isPresent()) {
            Files.delete(mine.get());
        }
        CsvFile file =
                shared == null ? alone(folder, rows) : new CsvFile(shared, world.rank() == 0 ? write(shared, rows) : 0);
        world.barrier();
        return new CsvFile(file.channel, file.channel.size());
    }

    /** Of all ranks, since each may have to write its own. */
    private static void requireSpace(Communicator world, Path folder, long rows) throws IOException {
        long there = world.allreduce(Files.getFileStore(folder).getUsableSpace(), ReduceOp.MIN);
        double needed = (double) rows * ROW;
        if (needed > there * 0.9) {
            throw new IllegalArgumentException("csv-read needs up to " + (long) needed + " bytes in " + folder
                    + ", where " + there + " are left; use fewer rows, or another folder with -Djava.io.tmpdir");
        }
    }

    /** The channel of a file that is there, or null. */
    private static FileChannel open(Path path) {
        try {
            return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            return null; // another host's folder
        }
    }

    private static CsvFile alone(Path folder, long rows) throws IOException {
        Path path = ScratchFile.create(folder, ".csv");
        FileChannel channel;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } finally {
            Files.delete(path);
        }
        return new CsvFile(channel, write(channel, rows));
    }

    private static long write(FileChannel channel, long rows) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long row = 0; row < rows; row++) {
            if (buffer.remaining() < ROW) {
                drain(channel, buffer);
            }
            buffer.put(CsvRow.text(row).getBytes(StandardCharsets.US_ASCII));
        }
        drain(channel, buffer);
        return channel.size();
    }

    private static void drain(FileChannel channel, ByteBuffer buffer) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    long length() {
        return length;
    }

    FileChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
