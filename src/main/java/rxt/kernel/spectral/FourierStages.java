package rxt.kernel.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is computed beforehand for power spectra of frames of real samples: the window, the stages of a complex Fourier
 * transform half as long, and the factors that split its result into the spectrum of the frame.
 *
 * <p>Even samples are taken for real parts and odd ones for imaginary parts (Cooley, Lewis and Welch, 1970). The
 * transform is Stockham's, decimating in frequency, radix 4, with one stage of radix 2 where the length is no power of
 * four: each stage reads one buffer and writes the other, and no stage reverses bits.
 */
final class FourierStages {
    /** 2π. All sines and cosines are StrictMath's: the same bits on every machine. */
    private static final double TURN = 2 * StrictMath.PI;

    /**
     * One stage of radix 4: {@code quarter} butterflies, each on {@code stride} neighbours.
     *
     * @param quarter a fourth of the points of one transform
     * @param stride number of transforms that are left, interleaved
     * @param twiddles for each butterfly the real and imaginary parts of w, w² and w³
     */
    record Stage(int quarter, int stride, double[] twiddles) {}

    private final int size;
    private final double[] window;
    private final double windowSum;
    private final List<Stage> stages = new ArrayList<>();
    private final double[] splits;

    /**
     * For frames of {@code size} samples.
     *
     * @param size a power of two, 16 or more
     * @param hann whether the window is von Hann's, periodic, or all ones
     */
    FourierStages(int size, boolean hann) {
        this.size = size;
        window = new double[size];
        for (int i = 0; i < size; i++) {
            window[i] = hann ? 0.5 - 0.5 * StrictMath.cos(TURN * i / size) : 1;
        }
        windowSum = Arrays.stream(window).sum();
        int stride = 1;
        for (int length = points(); length >= 4; length /= 4) {
            stages.add(new Stage(length / 4, stride, twiddles(length)));
            stride *= 4;
        }
        splits = new double[points() + 2];
        for (int k = 0; k <= points() / 2; k++) {
            setPower(splits, 2 * k, k, size);
        }
    }

    private static double[] twiddles(int length) {
        double[] twiddles = new double[6 * (length / 4)];
        for (int p = 0; p < length / 4; p++) {
            for (int power = 1; power <= 3; power++) {
                setPower(twiddles, 6 * p + 2 * (power - 1), power * p, length);
            }
        }
        return twiddles;
    }

    /** exp(−2πi·k / n), real and imaginary part. */
    private static void setPower(double[] into, int at, int k, int n) {
        into[at] = StrictMath.cos(TURN * k / n);
        into[at + 1] = -StrictMath.sin(TURN * k / n);
    }

    /** Samples of a frame. */
    int size() {
        return size;
    }

    /** Points of the complex transform. */
    int points() {
        return size / 2;
    }

    /** Frequencies of a spectrum, from 0 to half the sampling rate, both included. */
    int bins() {
        return size / 2 + 1;
    }

    double[] window() {
        return window;
    }

    double windowSum() {
        return windowSum;
    }

    /** In the order of their work; the first reads the frame. */
    List<Stage> stages() {
        return stages;
    }

    /** Whether a stage of radix 2 comes last, which needs no twiddles. */
    boolean endsWithPairs() {
        return Integer.numberOfTrailingZeros(points()) % 2 == 1;
    }

    /** exp(−2πi·k / size) for k from 0 to a fourth of the size. */
    double[] splits() {
        return splits;
    }

    /**
     * 5·n·log₂ n for the complex transform, as is the custom, 20 for two bins of the split, one for each sample's
     * window.
     */
    double flops() {
        return 5.0 * points() * Integer.numberOfTrailingZeros(points()) + 10.0 * points() + size;
    }
}
