package rxt.kernel.spectral;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.kernel.Philox4x32;

/**
 * What {@link Spectrogram} listens to: a tone in the middle of a bin, amplitude 1, and noise, equally likely from
 * −{@link #NOISE} to {@link #NOISE}. Any sample is known by its index, so that every split of the frames hears the
 * same.
 */
final class SpectrogramSignal {
    /** Largest sample of the noise. */
    static final double NOISE = 0.1;

    private final int size;
    private final int tone;
    private final double[] cosines;
    private final Philox4x32 random;

    /**
     * A signal for frames of {@code size} samples.
     *
     * @param size a power of two, 16 or more
     * @param seed key of the noise
     */
    SpectrogramSignal(int size, int seed) {
        this.size = size;
        this.tone = 3 * size / 16;
        this.cosines = new double[size];
        for (int i = 0; i < size; i++) {
            cosines[i] = StrictMath.cos(2 * StrictMath.PI * i / size);
        }
        this.random = new Philox4x32(seed, 0);
    }

    /** The bin of the tone, far from those of frequency 0 and of half the sampling rate. */
    int tone() {
        return tone;
    }

    /** Writes the samples {@code from} to {@code to} (exclusive), the first as element {@code at} of {@code out}. */
    void write(long from, long to, MemorySegment out, long at) {
        int[] words = new int[4];
        for (long i = from; i < to; i++) {
            if (i == from || i % 4 == 0) {
                random.words(i / 4, 0, words);
            }
            double noise = NOISE * 0x1p-31 * words[(int) (i % 4)];
            // The phase by whole numbers: it is exact however long the signal is.
            int phase = (int) (i % size * tone % size);
            out.setAtIndex(ValueLayout.JAVA_DOUBLE, at + i - from, cosines[phase] + noise);
        }
    }
}
