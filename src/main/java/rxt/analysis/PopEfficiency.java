package rxt.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import rxt.analysis.efficiency.Efficiency;
import rxt.analysis.efficiency.Factor;
import rxt.analysis.efficiency.Reason;
import rxt.analysis.efficiency.RunTime;

/**
 * The hybrid efficiencies of a cell: those of its median launch, the one whose run time of a step is the median (of two
 * in the middle the lower), over all steps after the study's warm-up. One real run, since its factors and losses close
 * exactly and belong together: sums over launches would follow the slowest, and hide ranks that are late in turn. One run
 * has no interval; beside it stands the median of all launches' parallel efficiencies, which has one.
 *
 * @param launch number of the launch
 * @param run its times
 * @param steps the number of steps that they are the sums of
 * @param factors the global efficiency with all its parts, or, without a base case, the parallel efficiency
 * @param median of the launches' parallel efficiencies
 * @param interval exact 95 % for that median; absent below 6 launches
 */
public record PopEfficiency(
        int launch, RunTime run, int steps, Factor factors, double median, Optional<Interval> interval) {
    /** The parallel efficiency with its parts. */
    public Factor parallel() {
        return factors.at(Efficiency.PARALLEL);
    }

    /** The largest losses of threads and ranks, in a sentence. */
    public String reason() {
        return Reason.of(run);
    }

    /**
     * What useful computation is compared with.
     *
     * @param secondsPerStep useful computation of a step of the base case, over all threads
     * @param base the base case
     */
    record Reference(double secondsPerStep, CellSample base) {
        /** The reference of a base case that tells. */
        static Optional<Reference> of(CellSample base, Map<Integer, LaunchTime> times) {
            return median(base, times)
                    .map(launch -> new Reference(times.get(launch).usefulSecondsPerStep(), base));
        }

        /** Of as much work as a cell has in so many steps. */
        private double seconds(CellSample cell, int steps) {
            return secondsPerStep * steps * Work.ratio(cell, base);
        }
    }

    /** The efficiencies of a cell; absent where no launch that counts tells where its time went. */
    static Optional<PopEfficiency> of(CellSample cell, Map<Integer, LaunchTime> times, Optional<Reference> reference) {
        return median(cell, times).map(launch -> {
            LaunchTime time = times.get(launch);
            Factor factors = reference
                    .filter(_ -> time.run().usefulSeconds() > 0)
                    .map(base -> Efficiency.global(time.run(), base.seconds(cell, time.steps())))
                    .orElseGet(() -> Efficiency.parallel(time.run()));
            Sample all = Sample.of(launches(cell, times).stream()
                    .mapToDouble(number -> parallel(times.get(number)))
                    .toArray());
            return new PopEfficiency(launch, time.run(), time.steps(), factors, all.median(), MedianInterval.of(all));
        });
    }

    private static Optional<Integer> median(CellSample cell, Map<Integer, LaunchTime> times) {
        List<Integer> sorted = launches(cell, times).stream()
                .sorted(Comparator.comparingDouble(
                                (Integer number) -> times.get(number).runSecondsPerStep())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get((sorted.size() - 1) / 2));
    }

    private static List<Integer> launches(CellSample cell, Map<Integer, LaunchTime> times) {
        return cell.launches().stream()
                .map(sample -> sample.launch().launch())
                .filter(number -> Objects.nonNull(times.get(number)))
                .toList();
    }

    private static double parallel(LaunchTime time) {
        return time.run().usefulSeconds() / time.run().coreSeconds();
    }
}
