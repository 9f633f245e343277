package rxt.kernel.tasks;

import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * In which order the jobs of a rank began, held against the order in which its workers should have taken them from
 * their one line.
 *
 * <p>Who has taken a job may be late to begin it, so that two facts are certain: each worker begins its own jobs in the
 * line's order, and of those that stand before a job that begins no more than one for each other worker has not begun.
 */
final class JobOrder {
    private final double[] keys;
    private final int[] begun;
    private final int[] by;
    private final AtomicInteger next = new AtomicInteger();

    /** Jobs by number: who has the smaller key is taken before. */
    JobOrder(double[] keys) {
        this.keys = keys;
        begun = new int[keys.length];
        by = new int[keys.length];
    }

    /** Nothing has begun. */
    void clear() {
        next.set(0);
    }

    /** By the worker, at once when it has taken the job. */
    void begin(int job, int worker) {
        int turn = next.getAndIncrement();
        if (turn < begun.length) { // jobs that are done twice are counted elsewhere
            begun[turn] = job;
            by[turn] = worker;
        }
    }

    /** Jobs that one of so many workers began too early. */
    long misplaced(int workers) {
        int[] before = before();
        int numbers = Arrays.stream(by).max().orElse(0) + 1;
        double[] latest = new double[numbers];
        Arrays.fill(latest, Double.NEGATIVE_INFINITY);
        long misplaced = 0;
        for (int turn = 0; turn < Math.min(next.get(), begun.length); turn++) {
            int job = begun[turn];
            boolean ahead = before[job] - turn > workers - 1;
            boolean back = keys[job] < latest[by[turn]];
            misplaced += ahead || back ? 1 : 0;
            latest[by[turn]] = keys[job];
        }
        return misplaced;
    }

    /** How many jobs have a smaller key than each. */
    private int[] before() {
        int[] sorted = IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparingDouble(job -> keys[job]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] before = new int[keys.length];
        for (int place = 1; place < sorted.length; place++) {
            boolean tied = Double.compare(keys[sorted[place]], keys[sorted[place - 1]]) == 0;
            before[sorted[place]] = tied ? before[sorted[place - 1]] : place;
        }
        return before;
    }
}
