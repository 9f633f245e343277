package rxt.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import rxt.analysis.Interval;
import rxt.analysis.Scaling.Flag;

class InspectionTest {
    @Test
    void superlinearAndRising() {
        Curve curve = Curves.ofRates(new int[] {1, 2, 4, 8, 16}, 1, 2.2, 3.2, 6.8, 12);
        assertThat(Inspection.of(curve))
                .extracting(i -> i.point().ranks(), i -> Math.round(1000 * i.efficiency()), Inspection::flag)
                .containsExactly(Tuple.tuple(2, 1100L, Flag.SUPERLINEAR), Tuple.tuple(8, 850L, Flag.RISING));
    }

    /** 8×1 is better than 1×2, but has fewer threads: another line of the grid. */
    @Test
    void otherLinesAreNotCompared() {
        Curve curve = new Curve(
                Growth.WEAK, List.of(TimePoint.of(1, 1, 1), TimePoint.of(1, 2, 1.5), TimePoint.of(8, 1, 1.1)));
        assertThat(Inspection.of(curve)).isEmpty();
    }

    @Test
    void weakAndStrongDiffer() {
        List<TimePoint> points = List.of(TimePoint.of(1, 1, 1), TimePoint.of(4, 1, 0.9));
        assertThat(Inspection.of(new Curve(Growth.WEAK, points)))
                .singleElement()
                .extracting(Inspection::flag)
                .isEqualTo(Flag.SUPERLINEAR);
        assertThat(Inspection.of(new Curve(Growth.STRONG, points))).isEmpty();
    }

    /** A rise within the intervals is none; marked points are no base and not inspected. */
    @Test
    void intervalsAndMarksCount() {
        TimePoint base = TimePoint.of(1, 1, 1);
        TimePoint two = new TimePoint(2, 1, 0.60, Optional.of(new Interval(0.50, 0.61)), Mark.CLEAN);
        TimePoint four = new TimePoint(4, 1, 0.28, Optional.of(new Interval(0.27, 0.29)), Mark.CLEAN);
        assertThat(Inspection.of(new Curve(Growth.STRONG, List.of(base, two, four))))
                .isEmpty();
        TimePoint sure = new TimePoint(2, 1, 0.60, Optional.of(new Interval(0.59, 0.61)), Mark.CLEAN);
        assertThat(Inspection.of(new Curve(Growth.STRONG, List.of(base, sure, four))))
                .hasSize(1);
        assertThat(Inspection.of(new Curve(Growth.STRONG, List.of(base, sure, four.marked(Mark.SHARED_JVM)))))
                .isEmpty();
        assertThat(Inspection.of(new Curve(Growth.STRONG, List.of()))).isEmpty();
    }
}
