package rxt.kernel.spectral;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.kernel.Digest;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;

/**
 * One rank's frequencies of all frames, as the exchange leaves them: from each rank a block with a row for each
 * frequency.
 *
 * @param powers the blocks
 * @param frames how they are dealt to the ranks
 * @param bins of this rank
 */
record SpectrogramBand(MemorySegment powers, Partition frames, Range bins) {
    /** |X|² of a bin of this rank. */
    double power(long bin, long frame) {
        int owner = frames.ownerOf(frame);
        long from = frames.from(owner);
        long at = bins.length() * from + (bin - bins.from()) * frames.lengthOf(owner) + frame - from;
        return powers.getAtIndex(ValueLayout.JAVA_DOUBLE, at);
    }

    /**
     * Σ |X|² over this band, the frequencies between the first and the last of {@code all} twice, as they have a mirror
     * image.
     */
    double energy(long frame, int all) {
        double sum = 0;
        for (long bin = bins.from(); bin < bins.to(); bin++) {
            sum += power(bin, frame) * (bin == 0 || bin == all - 1 ? 1 : 2);
        }
        return sum;
    }

    /**
     * Bins of a frame that are not louder than {@code power} though they are {@code tone}, or are though they are not.
     */
    long misplaced(long frame, int tone, double power) {
        long wrong = 0;
        for (long bin = bins.from(); bin < bins.to(); bin++) {
            wrong += power(bin, frame) > power == (bin == tone) ? 0 : 1;
        }
        return wrong;
    }

    long digest(long frame, int all) {
        long sum = 0;
        for (long bin = bins.from(); bin < bins.to(); bin++) {
            sum += Digest.term(frame * all + bin, power(bin, frame));
        }
        return sum;
    }
}
