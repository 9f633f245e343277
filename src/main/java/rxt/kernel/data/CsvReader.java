package rxt.kernel.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** One worker's reading of the rows that begin in its range of a file's bytes. */
final class CsvReader {
    private static final int BUFFER = 1 << 18;

    private final byte[] bytes = new byte[BUFFER];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private long rows;
    private long checksum;
    private long bytesRead;

    long rows() {
        return rows;
    }

    long checksum() {
        return checksum;
    }

    long bytesRead() {
        return bytesRead;
    }

    void reset() {
        rows = 0;
        checksum = 0;
    }

    /** By hand: large blocks, numbers digit by digit, no objects. */
    void readBytes(FileChannel file, long from, long to) {
        long at = from == 0 ? 0 : from - 1; // a row begins behind an end of line, the one before the range too
        boolean inRow = from == 0;
        int column = 0;
        long[] numbers = new long[3];
        boolean negative = false;
        while (true) {
            int count = fill(file, at);
            if (count <= 0) {
                return;
            }
            for (int i = 0; i < count; i++) {
                byte b = bytes[i];
                if (!inRow) {
                    if (b == '\n') {
                        if (at + i + 1 >= to) {
                            return;
                        }
                        inRow = true;
                    }
                } else if (b >= '0' && b <= '9') {
                    numbers[column] = 10 * numbers[column] + b - '0';
                } else if (b == '-') {
                    negative = true;
                } else if (b == ',') {
                    column++;
                } else if (b == '\n') {
                    add(numbers[0], negative ? -numbers[1] : numbers[1], numbers[2]);
                    numbers[0] = 0;
                    numbers[1] = 0;
                    numbers[2] = 0;
                    negative = false;
                    column = 0;
                    if (at + i + 1 >= to) {
                        return;
                    }
                }
            }
            at += count;
        }
    }

    private int fill(FileChannel file, long at) {
        try {
            buffer.clear();
            int count = file.read(buffer, at);
            bytesRead += Math.max(0, count);
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the JDK's own: lines, their parts and numbers are objects. */
    void readLines(FileChannel file, long from, long to) {
        long at = from == 0 ? 0 : from - 1;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new Slice(file, at), StandardCharsets.US_ASCII), BUFFER)) {
            if (from > 0) {
                at += lengthOf(lines.readLine());
            }
            while (at < to) {
                String line = lines.readLine();
                if (line == null) {
                    return;
                }
                String[] parts = line.split(",", -1);
                long cents = Long.parseLong(parts[2].replace(".", ""));
                add(Long.parseLong(parts[0]), Long.parseLong(parts[1]), cents);
                at += lengthOf(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lengthOf(String line) {
        return line == null ? 0 : line.length() + 1;
    }

    private void add(long row, long value, long cents) {
        rows++;
        checksum += CsvRow.term(row, value, cents);
    }

    /** A file from some place on; others read it elsewhere at the same time. */
    private final class Slice extends InputStream {
        private final FileChannel file;
        private long at;

        Slice(FileChannel file, long at) {
            this.file = file;
            this.at = at;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int count = file.read(ByteBuffer.wrap(into, from, most), at);
            at += Math.max(0, count);
            bytesRead += Math.max(0, count);
            return count;
        }
    }
}
