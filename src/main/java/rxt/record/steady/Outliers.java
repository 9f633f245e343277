package rxt.record.steady;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The steps far from those around them: beyond median ± 3 (P90 − P10) of a window of {@link #WINDOW} steps, which
 * slides, and at both ends rests.
 *
 * <p>Far steps in a row from the first on are warm-up, and {@link #TAIL} or more in a row up to the last are a new level;
 * neither are outliers.
 */
final class Outliers {
    /** Steps in the window. */
    static final int WINDOW = 200;

    /** Length from which a run of far steps at the end is no chance. */
    static final int TAIL = 3;

    private static final double SPREADS = 3;

    private Outliers() {}

    /** The outliers among {@code seconds}, at least one time. */
    static BitSet of(double[] seconds) {
        BitSet far = far(seconds);
        far.clear(0, far.nextClearBit(0));
        int tail = far.previousClearBit(seconds.length - 1) + 1;
        if (seconds.length - tail >= TAIL) {
            far.clear(tail, seconds.length);
        }
        return far;
    }

    private static BitSet far(double[] seconds) {
        int width = Math.min(WINDOW, seconds.length);
        double[] window = Arrays.copyOf(seconds, width);
        Arrays.sort(window);
        int tenth = (int) Math.ceil(0.1 * width) - 1;
        BitSet far = new BitSet(seconds.length);
        int from = 0;
        for (int i = 0; i < seconds.length; i++) {
            if (i - width / 2 > from && from + width < seconds.length) {
                replace(window, seconds[from], seconds[from + width]);
                from++;
            }
            double median = (window[(width - 1) / 2] + window[width / 2]) / 2;
            double band = SPREADS * (window[(int) Math.ceil(0.9 * width) - 1] - window[tenth]);
            far.set(i, Math.abs(seconds[i] - median) > band);
        }
        return far;
    }

    /** Takes one value out of the sorted window and another in. */
    private static void replace(double[] window, double out, double in) {
        int hole = Arrays.binarySearch(window, out);
        int found = Arrays.binarySearch(window, in);
        int place = found < 0 ? -found - 1 : found;
        if (place > hole) {
            System.arraycopy(window, hole + 1, window, hole, place - 1 - hole);
            window[place - 1] = in;
        } else {
            System.arraycopy(window, place, window, place + 1, hole - place);
            window[place] = in;
        }
    }
}
