package rxt.spmd.grid;

import rxt.spmd.team.Range;

/**
 * The indices 0 to {@code length} − 1 cut into contiguous parts whose lengths differ by at most one, longer ones first.
 * With more parts than indices the last parts are empty.
 *
 * @param length number of indices, 0 or more
 * @param parts number of parts, 1 or more
 */
public record Partition(long length, int parts) {
    public Partition {
        if (length < 0) {
            throw new IllegalArgumentException("a partition's length must be 0 or more, not " + length);
        }
        if (parts < 1) {
            throw new IllegalArgumentException("a partition has 1 part or more, not " + parts);
        }
    }

    /** First index of a part; of an empty part, where it would begin. */
    public long from(int part) {
        if (part < 0 || part >= parts) {
            throw new IndexOutOfBoundsException("part " + part + " of " + parts);
        }
        return start(part);
    }

    /** One past the last index of a part. */
    public long to(int part) {
        return from(part) + lengthOf(part);
    }

    public long lengthOf(int part) {
        return start(part + 1) - from(part);
    }

    public Range rangeOf(int part) {
        return Range.of(from(part), to(part));
    }

    /** The part that holds {@code index}. */
    public int ownerOf(long index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("index " + index + " of " + length);
        }
        long shorter = length / parts;
        long inLonger = length % parts * (shorter + 1);
        return (int) (index < inLonger ? index / (shorter + 1) : length % parts + (index - inLonger) / shorter);
    }

    private long start(int part) {
        return length / parts * part + Math.min(length % parts, part);
    }
}
