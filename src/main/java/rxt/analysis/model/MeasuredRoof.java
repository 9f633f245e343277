package rxt.analysis.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import rxt.analysis.Analysis;
import rxt.analysis.Point;
import rxt.record.Cell;
import rxt.record.StepWork;

/**
 * The roofline of the machine as a study measured it: the best flop rate of {@code gemm} and the best bandwidth of
 * {@code triad} over all splits and transports, oversubscribed ones apart. Of {@code gemm} only the cells with the most
 * flops of a step count, of {@code triad} those with the most bytes: what fits a cache would tell of the cache.
 *
 * @param roofline the roof
 * @param peak the cell that reached its flop rate
 * @param bandwidth the cell that reached its bandwidth
 */
public record MeasuredRoof(Roofline roofline, Cell peak, Cell bandwidth) {
    private static final String COMPUTE = "gemm";
    private static final String MEMORY = "triad";

    /** The roof that the cells of {@code analysis} make; absent where one of the two kernels is not measured. */
    public static Optional<MeasuredRoof> of(Analysis analysis) {
        List<Point> points = analysis.points();
        return best(points, COMPUTE, StepWork::flops, p -> p.sample().flopRate())
                .flatMap(peak -> best(
                                points, MEMORY, StepWork::bytes, p -> p.sample().byteRate())
                        .map(memory -> new MeasuredRoof(
                                new Roofline(
                                        peak.sample().flopRate().getAsDouble(),
                                        memory.sample().byteRate().getAsDouble()),
                                peak.cell(),
                                memory.cell())));
    }

    private static Optional<Point> best(
            List<Point> points, String kernel, ToDoubleFunction<StepWork> size, Function<Point, OptionalDouble> rate) {
        ToDoubleFunction<Point> sizeOf =
                p -> size.applyAsDouble(p.sample().work().orElseThrow());
        List<Point> rated = points.stream()
                .filter(p -> p.cell().kernel().equals(kernel) && p.sample().isEligible())
                .filter(p -> rate.apply(p).isPresent())
                .toList();
        double largest = rated.stream().mapToDouble(sizeOf).max().orElse(0);
        return rated.stream()
                .filter(p -> sizeOf.applyAsDouble(p) == largest)
                .max(Comparator.comparingDouble(p -> rate.apply(p).getAsDouble()));
    }

    /** Where a cell stands under the roof; absent where it has no time or does no flop. */
    public Optional<Roofline.Standing> standing(Point point) {
        OptionalDouble rate = point.sample().flopRate();
        if (rate.isEmpty()) {
            return Optional.empty();
        }
        double flops = point.sample().work().orElseThrow().flops();
        double bytes = point.sample().work().orElseThrow().bytes();
        return Optional.of(roofline.standing(flops, bytes, flops / rate.getAsDouble()));
    }
}
