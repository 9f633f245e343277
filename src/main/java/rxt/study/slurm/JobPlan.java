package rxt.study.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rxt.record.Cell;
import rxt.study.Standing;

/**
 * Which jobs measure what a study misses: an array for each number of nodes that missing cells need, then a job that
 * merges whatever they brought. A pure function of the cells' standing, the options and the partition.
 *
 * @param arrays by number of nodes, the fewest first
 * @param mergeSeconds time limit of the job that merges
 * @param missing cells that want launches
 * @param likelyCoreSeconds what their launches take, counted for every CPU of their nodes; NaN where none was ever made
 */
record JobPlan(List<ArrayJob> arrays, long mergeSeconds, int missing, double likelyCoreSeconds) {
    private static final long MERGE_SECONDS = 600;

    /** Of a task in which no launch runs: until the first begins, and what a job keeps free at its end. */
    static final long MARGIN_SECONDS = 25 + Allocation.MARGIN.toSeconds();

    /** Where no launch was ever made, a task asks for no more than that: what it does not reach is sent again. */
    static final long UNKNOWN_SECONDS = 3600;

    private static final double RESERVE = 1.5;
    private static final int MINUTE = 60;

    JobPlan {
        arrays = List.copyOf(arrays);
    }

    /**
     * The plan.
     *
     * @param standings of every planned cell
     * @param launchSeconds the longest that a launch may take
     * @param partition where the jobs run; empty where it is not known
     */
    static JobPlan of(List<Standing> standings, JobOptions options, int launchSeconds, Optional<Partition> partition) {
        List<Standing> runnable =
                standings.stream().filter(cell -> cell.planned().runs()).toList();
        List<Standing> missing = runnable.stream().filter(Standing::wantsMore).toList();
        Sizing sizing = new Sizing(options, launchSeconds, partition);
        List<ArrayJob> arrays = missing.isEmpty()
                ? List.of()
                : options.single() ? List.of(sizing.single(runnable, missing)) : sizing.arrays(runnable);
        return new JobPlan(
                arrays,
                Math.min(MERGE_SECONDS, partition.map(Partition::maxSeconds).orElse(SlurmTime.UNLIMITED)),
                missing.size(),
                sum(missing, cell -> nodes(cell) * charged(cell, partition) * likelySeconds(cell)));
    }

    private static double sum(List<Standing> cells, ToDoubleFunction<Standing> value) {
        return cells.stream().mapToDouble(value).sum();
    }

    static int nodes(Standing cell) {
        return cell.planned().cell().nodes();
    }

    /** CPUs that a cell wants on each of its nodes; one that may be oversubscribed is content with all there are. */
    static int cpusPerNode(Standing cell, Optional<Partition> partition) {
        Cell what = cell.planned().cell();
        int workers = what.ranksPerNode() * what.threads();
        int cpus =
                partition.map(Partition::cpusPerNode).filter(most -> most > 0).orElse(workers);
        return cell.planned().oversubscribe() ? Math.min(workers, cpus) : workers;
    }

    /** CPUs that are charged for each of its nodes: the whole node. */
    private static int charged(Standing cell, Optional<Partition> partition) {
        return Math.max(partition.map(Partition::cpusPerNode).orElse(0), cpusPerNode(cell, partition));
    }

    /** What its launches to come take at most; NaN where none was ever made. */
    static double likelySeconds(Standing cell) {
        return cell.mostToCome() * cell.secondsPerLaunch();
    }

    /** Time limits in sequence, the merge's too, where nothing but the partition's nodes keeps tasks waiting. */
    long longestSeconds(JobOptions options, Optional<Partition> partition) {
        long longest = mergeSeconds;
        for (ArrayJob array : arrays) {
            int fit = partition.map(p -> p.workingNodes() / array.nodes()).orElse(1);
            int atOnce = Math.min(options.maxRunning().orElse(Integer.MAX_VALUE), fit);
            longest += array.longestSeconds(Math.max(1, atOnce));
        }
        return longest;
    }

    /** The size of arrays. */
    private record Sizing(JobOptions options, int launchSeconds, Optional<Partition> partition) {
        List<ArrayJob> arrays(List<Standing> runnable) {
            Map<Integer, List<Standing>> byNodes =
                    runnable.stream().collect(Collectors.groupingBy(JobPlan::nodes, TreeMap::new, Collectors.toList()));
            List<ArrayJob> arrays = new ArrayList<>();
            byNodes.forEach((nodes, cells) -> {
                if (cells.stream().anyMatch(Standing::wantsMore)) {
                    arrays.add(array(nodes, cells));
                }
            });
            return arrays;
        }

        private ArrayJob array(int nodes, List<Standing> cells) {
            int count = Math.min(cells.size(), options.array().orElseGet(() -> sideBySide(nodes)));
            List<List<Standing>> parts = IntStream.rangeClosed(1, count)
                    .mapToObj(part -> part(cells, part, count))
                    .toList();
            List<Integer> sent = IntStream.rangeClosed(1, count)
                    .filter(part -> parts.get(part - 1).stream().anyMatch(Standing::wantsMore))
                    .boxed()
                    .toList();
            return new ArrayJob(nodes, cpus(cells), sent, count, seconds(parts), false);
        }

        /** As many tasks as the partition's nodes can run side by side: with more of them, some only wait. */
        private int sideBySide(int nodes) {
            return Math.max(1, partition.map(p -> p.workingNodes() / nodes).orElse(Integer.MAX_VALUE));
        }

        ArrayJob single(List<Standing> runnable, List<Standing> missing) {
            int nodes = missing.stream().mapToInt(JobPlan::nodes).max().orElse(1);
            return new ArrayJob(nodes, cpus(runnable), List.of(1), 1, seconds(List.of(missing)), true);
        }

        private int cpus(List<Standing> cells) {
            return cells.stream()
                    .filter(Standing::wantsMore)
                    .mapToInt(cell -> cpusPerNode(cell, partition))
                    .max()
                    .orElse(1);
        }

        /** By earlier launches where there are any, else by the limit of a launch; in whole minutes. */
        private long seconds(List<List<Standing>> parts) {
            if (options.seconds().isPresent()) {
                return options.seconds().getAsLong();
            }
            double likely = longest(parts, JobPlan::likelySeconds);
            double byLimit = longest(parts, cell -> (double) cell.mostToCome() * launchSeconds);
            double wanted =
                    Double.isNaN(likely) ? Math.min(byLimit, UNKNOWN_SECONDS) : Math.min(RESERVE * likely, byLimit);
            // A task that could not begin the launch it may expect to be longest would be sent again for ever.
            wanted = Math.max(wanted, mostSeconds(parts));
            long whole = (long) Math.ceil((wanted + MARGIN_SECONDS) / MINUTE) * MINUTE;
            return Math.min(whole, partition.map(Partition::maxSeconds).orElse(SlurmTime.UNLIMITED));
        }

        private static double mostSeconds(List<List<Standing>> parts) {
            return parts.stream()
                    .flatMap(List::stream)
                    .filter(Standing::wantsMore)
                    .mapToDouble(Standing::mostSeconds)
                    .max()
                    .orElse(0);
        }

        private static double longest(List<List<Standing>> parts, ToDoubleFunction<Standing> seconds) {
            return parts.stream()
                    .mapToDouble(part ->
                            sum(part.stream().filter(Standing::wantsMore).toList(), seconds))
                    .max()
                    .orElse(0);
        }
    }

    /** The cells of one part, as {@code --part} deals them. */
    private static List<Standing> part(List<Standing> cells, int part, int parts) {
        return IntStream.range(0, cells.size())
                .filter(i -> i % parts == part - 1)
                .mapToObj(cells::get)
                .toList();
    }
}
