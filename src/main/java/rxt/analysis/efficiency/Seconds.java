package rxt.analysis.efficiency;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Durations: refuses what is none, and adds them up. */
final class Seconds {
    private Seconds() {}

    static void require(String what, double seconds) {
        require(what, "", seconds);
    }

    /** The same of what has a name, which is added to {@code what}. */
    static void require(String what, String name, double seconds) {
        if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    what + name + " is " + seconds + " s; it must be finite and not below 0");
        }
    }

    /** The sum as a stream has it, rounding errors compensated; without one, as a run may have thousands of ranks. */
    static <T> double sum(List<T> parts, ToDoubleFunction<T> seconds) {
        DoubleSummaryStatistics sum = new DoubleSummaryStatistics();
        for (T part : parts) {
            sum.accept(seconds.applyAsDouble(part));
        }
        return sum.getSum();
    }
}
