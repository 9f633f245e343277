package rxt.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rxt.analysis.efficiency.RankTime;
import rxt.analysis.efficiency.RegionTime;
import rxt.analysis.efficiency.RunTime;
import rxt.record.CallRow;
import rxt.record.CellRow;
import rxt.record.LaunchRow;
import rxt.record.RankRow;
import rxt.record.RegionRow;
import rxt.record.SampleRow;
import rxt.record.StudyFile;

/**
 * Where the time of one launch went, over its warm steps: run time is the sum of the slowest ranks' steps, time outside
 * message passing what a rank's own steps leave when the main thread's calls are taken off.
 *
 * @param run its times
 * @param steps number of its warm steps
 */
record LaunchTime(RunTime run, int steps) {
    /** Of sums of seconds, relative to a second or more. */
    private static final double ROUNDING = 1e-6;

    /** Run time of a step, in seconds. */
    double runSecondsPerStep() {
        return run.runSeconds() / steps;
    }

    /** Useful computation of a step, in seconds. */
    double usefulSecondsPerStep() {
        return run.usefulSeconds() / steps;
    }

    /**
     * The launches of {@code file} that tell, by number: complete ones of {@code rxt-study/3} with warm steps.
     *
     * @throws IllegalArgumentException where the times of one contradict each other
     */
    static Map<Integer, LaunchTime> of(StudyFile file) {
        Map<Integer, Rows> rows = new HashMap<>();
        for (RankRow rank : file.ranks()) {
            if (!Double.isNaN(rank.elapsedSeconds())) {
                rows.computeIfAbsent(rank.launch(), _ -> new Rows()).ranks.add(rank);
            }
        }
        Groups groups = new Groups(rows);
        file.samples().forEach(sample -> groups.of(sample.launch()).ifWarm(sample));
        file.breakdown().calls().forEach(call -> groups.of(call.launch()).add(call));
        file.breakdown().regions().forEach(region -> groups.of(region.launch()).add(region));
        Map<Integer, Integer> threads = new HashMap<>();
        for (CellRow cell : file.cells()) {
            threads.put(cell.cell(), cell.what().threads());
        }
        Map<Integer, LaunchTime> times = new HashMap<>();
        for (LaunchRow launch : file.launches()) {
            Rows of = rows.get(launch.launch());
            if (of != null) {
                of.time(launch.launch(), threads.get(launch.cell()))
                        .ifPresent(time -> times.put(launch.launch(), time));
            }
        }
        return times;
    }

    /** The rows of each launch, found at once for a row whose launch is that of the row before. */
    private static final class Groups {
        private final Map<Integer, Rows> rows;
        private int launch;
        private Rows latest = new Rows();

        Groups(Map<Integer, Rows> rows) {
            this.rows = rows;
            this.launch = Integer.MIN_VALUE;
        }

        /** Those of a launch; of one that tells nothing, rows that nobody reads. */
        Rows of(int number) {
            if (number != launch) {
                latest = rows.getOrDefault(number, new Rows());
                launch = number;
            }
            return latest;
        }
    }

    /** The rows of one launch as they are read. */
    private static final class Rows {
        private final List<RankRow> ranks = new ArrayList<>();
        private final Map<Integer, Map<String, Double>> calls = new HashMap<>();
        private final Map<Integer, List<RegionTime>> regions = new HashMap<>();
        private double runSeconds;
        private int steps;

        void ifWarm(SampleRow sample) {
            if (sample.warm()) {
                runSeconds += sample.seconds();
                steps++;
            }
        }

        /** A call counts alike in every region. */
        void add(CallRow call) {
            calls.computeIfAbsent(call.rank(), _ -> new TreeMap<>()).merge(call.call(), call.seconds(), Double::sum);
        }

        void add(RegionRow region) {
            regions.computeIfAbsent(region.rank(), _ -> new ArrayList<>())
                    .add(new RegionTime(
                            region.region(), region.elapsedSeconds(), region.longestSeconds(), region.busySeconds()));
        }

        /**
         * Its times; empty where they are impossible, which is told elsewhere, and where rows of calls or regions are lost,
         * as in a damaged file: they would pass for computing.
         */
        Optional<LaunchTime> time(int launch, int threads) {
            if (!(runSeconds > 0 && runSeconds < Double.POSITIVE_INFINITY)) {
                return Optional.empty();
            }
            try {
                List<RankTime> times = ranks.stream().map(this::time).toList();
                for (int i = 0; i < times.size(); i++) {
                    if (!isWhole(ranks.get(i), times.get(i))) {
                        return Optional.empty();
                    }
                }
                return Optional.of(new LaunchTime(new RunTime(runSeconds, threads, times), steps));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("launch " + launch + ": " + e.getMessage(), e);
            }
        }

        /** Whether calls and regions come to the sums that the rank wrote beside them. */
        private static boolean isWhole(RankRow rank, RankTime time) {
            double tolerance = ROUNDING * Math.max(1, rank.elapsedSeconds());
            return Math.abs(rank.elapsedSeconds() - time.outsideSeconds() - rank.commSeconds()) <= tolerance
                    && Math.abs(time.usefulSeconds() - rank.usefulSeconds())
                            <= tolerance * Math.max(1, rank.usefulSeconds());
        }

        private RankTime time(RankRow rank) {
            Map<String, Double> inCalls = calls.getOrDefault(rank.rank(), Map.of());
            double messages =
                    inCalls.values().stream().mapToDouble(Double::doubleValue).sum();
            return new RankTime(
                    rank.elapsedSeconds() - messages, inCalls, regions.getOrDefault(rank.rank(), List.of()));
        }
    }
}
