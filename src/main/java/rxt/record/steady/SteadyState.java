package rxt.record.steady;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What a series of step times shows: whether it settles, from which step on, and what it did before.
 *
 * <p>{@link Outliers} are set aside, {@link ChangePoints} found, and their segments compared with the last one; the
 * package says how and after whom.
 *
 * @param state what the series did
 * @param begin first step of the steady state; absent where there is none or it cannot be told
 * @param segments between change points, in order; none where it cannot be told
 * @param outliers numbers of the steps flagged; they stay in the data
 * @param visibleShift the smallest change of level, as a part of the last one, that change points half-way would show
 *     through this noise; below it a series is called flat because nothing could be seen. NaN where it cannot be told
 */
public record SteadyState(State state, OptionalInt begin, List<Segment> segments, int[] outliers, double visibleShift) {
    /** Steps below which only a change of many times the noise could be seen, so that nothing is said. */
    public static final int STEPS_NEEDED = 20;

    /** Means that differ by less than this part of the fastest segment's are the same level. */
    static final double TOLERANCE = 0.01;

    /** The steady state must hold at least this part of the steps, the last ones. */
    private static final double LAST_PART = 0.25;

    /** What a series did. */
    public enum State {
        /** One level from the first step on. */
        FLAT,
        /** Slower before it settled. */
        WARM_UP,
        /** Faster before it settled. */
        SLOW_DOWN,
        /** It did not settle. */
        NO_STEADY_STATE,
        /** Fewer than {@link #STEPS_NEEDED} steps: it cannot be told. */
        TOO_FEW_STEPS
    }

    public SteadyState {
        segments = List.copyOf(segments);
    }

    /**
     * The state of a series.
     *
     * @param seconds elapsed time of each step in order
     * @throws IllegalArgumentException where one is not finite and above 0
     */
    public static SteadyState of(double... seconds) {
        if (seconds.length < STEPS_NEEDED) {
            return tooFew(seconds);
        }
        double median = median(seconds);
        BitSet outliers = Outliers.of(seconds);
        int[] kept =
                IntStream.range(0, seconds.length).filter(i -> !outliers.get(i)).toArray();
        int[] flagged = outliers.stream().toArray();
        double[] all = Arrays.stream(kept).mapToDouble(i -> seconds[i] / median).toArray();
        int[] begins = ChangePoints.of(all);
        // Fewer steps than Outliers.TAIL at the end are no level, here as there.
        int segments = begins.length;
        int to = all.length;
        while (segments > 1 && to - begins[segments - 1] < Outliers.TAIL) {
            to = begins[--segments];
        }
        double[] values = Arrays.copyOf(all, to);
        Levels levels = Levels.of(values, Arrays.copyOf(begins, segments));
        State state = state(levels, values);
        OptionalInt begin =
                state == State.NO_STEADY_STATE ? OptionalInt.empty() : OptionalInt.of(original(kept, levels.begin()));
        return new SteadyState(
                state, begin, levels.segments(kept, seconds.length, median), flagged, levels.visibleShift());
    }

    private static State state(Levels levels, double[] values) {
        int last = (int) Math.ceil(LAST_PART * values.length);
        if (levels.begin() > values.length - last || levels.returns() > 1 || levels.restless(values)) {
            return State.NO_STEADY_STATE;
        }
        if (levels.begin() == 0) {
            return State.FLAT;
        }
        return levels.slowerBefore() ? State.WARM_UP : State.SLOW_DOWN;
    }

    private static double median(double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        if (!(sorted[0] > 0 && sorted[sorted.length - 1] < Double.POSITIVE_INFINITY)) { // NaN is sorted to the end
            throw new IllegalArgumentException("the times of steps must be finite and above 0, not from " + sorted[0]
                    + " to " + sorted[sorted.length - 1] + " s");
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static int original(int[] kept, int index) {
        return index == 0 ? 0 : kept[index];
    }

    private static SteadyState tooFew(double[] seconds) {
        int[] outliers =
                seconds.length == 0 ? new int[0] : Outliers.of(seconds).stream().toArray();
        return new SteadyState(State.TOO_FEW_STEPS, OptionalInt.empty(), List.of(), outliers, Double.NaN);
    }
}
