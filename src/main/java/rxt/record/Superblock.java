package rxt.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Mends the first bytes of a file image: {@code H5Fget_file_image} of HDF5 1.14 clears the flag "open for writing" there
 * and leaves the checksum over it as it was (HDF5 issue 1915, mended in 2.0), so that no reader opens the file.
 *
 * <p>The layout is that of superblock version 2 in the HDF5 file format specification, section II.A; the checksum is Bob
 * Jenkins' lookup3 (public domain), {@code hashlittle} with the initial value 0.
 */
final class Superblock {
    private static final int VERSION_AT = 8;
    private static final int VERSION = 2;
    private static final int CHECKSUM_AT = 44;
    private static final int BLOCK = 12;

    private Superblock() {}

    /** Puts the right checksum into {@code image}; changes nothing where it is right already. */
    static void seal(byte[] image) {
        if (image[VERSION_AT] != VERSION) {
            throw new IllegalStateException("superblock version " + image[VERSION_AT] + ", not " + VERSION);
        }
        ByteBuffer buffer = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(CHECKSUM_AT, lookup3(buffer));
    }

    /** Hash of the 44 bytes before the checksum: three blocks of 12 bytes, and 8 bytes. */
    private static int lookup3(ByteBuffer key) {
        int a = 0xdeadbeef + CHECKSUM_AT;
        int b = a;
        int c = a;
        int at = 0;
        for (; CHECKSUM_AT - at > BLOCK; at += BLOCK) {
            a += key.getInt(at);
            b += key.getInt(at + 4);
            c += key.getInt(at + 8);
            a = (a - c) ^ Integer.rotateLeft(c, 4);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 6);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 8);
            b += a;
            a = (a - c) ^ Integer.rotateLeft(c, 16);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 19);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 4);
            b += a;
        }
        return last(a + key.getInt(at), b + key.getInt(at + 4), c);
    }

    private static int last(int first, int second, int third) {
        int a = first;
        int b = second;
        int c = (third ^ b) - Integer.rotateLeft(b, 14);
        a = (a ^ c) - Integer.rotateLeft(c, 11);
        b = (b ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        return (c ^ b) - Integer.rotateLeft(b, 24);
    }
}
