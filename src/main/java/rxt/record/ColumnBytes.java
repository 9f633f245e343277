package rxt.record;

import java.util.zip.CRC32;

/** A column as it is stored: its values one after the other, each of the same width. */
final class ColumnBytes {
    final byte[] bytes;
    /** Bytes of a value. */
    final int width;

    ColumnBytes(byte[] bytes, int width) {
        this.bytes = bytes;
        this.width = width;
    }

    /** CRC-32 of the bytes, as zlib computes it. */
    long checksum() {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
