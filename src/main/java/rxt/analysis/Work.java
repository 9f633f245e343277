package rxt.analysis;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import rxt.record.StepWork;

/**
 * How much work a step of a cell does.
 *
 * <p>With weak scaling the work grows with the workers, but not exactly: parameters are rounded to whole numbers, so that
 * the grid of {@code jacobi} may have 2.07 times the points for 2 workers. So the operations that the kernel tells of its
 * steps decide, or the bytes of one without operations; where it tells neither, the workers do.
 */
public final class Work {
    private Work() {}

    /** Work of a step of {@code one} over that of {@code other}, another cell of its problem; 1 with strong scaling. */
    public static double ratio(CellSample one, CellSample other) {
        if (!one.cell().scaling().equals("weak")) {
            return 1;
        }
        return told(one, other, StepWork::flops)
                .or(() -> told(one, other, StepWork::bytes))
                .orElse((double) one.cell().workers() / other.cell().workers());
    }

    private static Optional<Double> told(CellSample one, CellSample other, ToDoubleFunction<StepWork> amount) {
        return one.work()
                .flatMap(mine -> other.work().map(its -> amount.applyAsDouble(mine) / amount.applyAsDouble(its)))
                .filter(ratio -> ratio > 0 && ratio < Double.POSITIVE_INFINITY);
    }
}
