package rxt.kernel.tasks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import rxt.spmd.grid.Partition;

/**
 * Jobs on workers who are never idle while a job waits, in exact time: what an execution without any overhead would do.
 *
 * <p>Source: Graham, "Bounds for certain multiprocessing anomalies", Bell System Tech. J. 45 (1966): such a schedule is
 * at most 2 − 1/m times as long as the best one.
 */
final class ListSchedule {
    private final double[] free;

    ListSchedule(int workers) {
        free = new double[workers];
    }

    /** Gives the next job to the worker who is free first, and answers who that is. */
    int place(double length) {
        int worker = first();
        free[worker] += length;
        return worker;
    }

    private int first() {
        int worker = 0;
        for (int other = 1; other < free.length; other++) {
            worker = free[other] < free[worker] ? other : worker;
        }
        return worker;
    }

    /** When the last worker is done. */
    double makespan() {
        double last = 0;
        for (double end : free) {
            last = Math.max(last, end);
        }
        return last;
    }

    /** Makespan of jobs that are taken in their order. */
    static double inOrder(double[] lengths, int workers) {
        ListSchedule schedule = new ListSchedule(workers);
        for (double length : lengths) {
            schedule.place(length);
        }
        return schedule.makespan();
    }

    /** Makespan of jobs dealt in blocks: each worker takes its own from the front, then others' from the back. */
    static double stealing(double[] lengths, int workers) {
        ListSchedule schedule = new ListSchedule(workers);
        Partition parts = new Partition(lengths.length, workers);
        List<Deque<Double>> own = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            own.add(new ArrayDeque<>());
            for (long job = parts.from(worker); job < parts.to(worker); job++) {
                own.get(worker).addLast(lengths[(int) job]);
            }
        }
        for (int left = lengths.length; left > 0; left--) {
            int worker = schedule.first();
            int victim = worker;
            while (own.get(victim).isEmpty()) {
                victim = (victim + 1) % workers;
            }
            Deque<Double> jobs = own.get(victim);
            schedule.free[worker] += victim == worker ? jobs.removeFirst() : jobs.removeLast();
        }
        return schedule.makespan();
    }

    /** No schedule is shorter: the longest job, and all of them shared evenly. */
    static double lowerBound(double[] lengths, int workers) {
        double sum = 0;
        double longest = 0;
        for (double length : lengths) {
            sum += length;
            longest = Math.max(longest, length);
        }
        return Math.max(longest, sum / workers);
    }

    /** No schedule of this kind is longer. */
    static double upperBound(double[] lengths, int workers) {
        return (2 - 1.0 / workers) * lowerBound(lengths, workers);
    }
}
