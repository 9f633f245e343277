package rxt.kernel.tasks;

import java.util.Arrays;
import java.util.List;
import rxt.kernel.Digest;

/**
 * A worker that runs its tasks by earliest deadline first, with a checkpoint after every unit of work. It decides by
 * the number of units that are done, or in which nothing waited; so its schedule is the same on every machine. Which
 * deadlines it met in seconds is its clock's.
 */
final class EdfWorker {
    /** Does a unit of a task's work and answers where its generator is then. */
    @FunctionalInterface
    interface Processor {
        long unit(int task, long state);
    }

    /** Is told of each stretch that a job ran. */
    @FunctionalInterface
    interface Bars {
        /**
         * Notes it for a chart.
         *
         * @param begin as the journal tells
         * @param late whether the job ended with it, and after its deadline
         */
        void ran(int task, long begin, long end, boolean late);
    }

    private final EdfMode mode;
    private final Processor processor;
    private final EdfClock clock;
    private final Bars bars;
    private final long[] job = new long[EdfSet.MOST_TASKS];
    private final long[] units = new long[EdfSet.MOST_TASKS];
    private final long[] states = new long[EdfSet.MOST_TASKS];
    private final EdfTrace trace = new EdfTrace();
    private long missed;
    private long interrupted;
    private long worst;

    EdfWorker(EdfMode mode, Processor processor, EdfClock clock, Bars bars) {
        this.mode = mode;
        this.processor = processor;
        this.clock = clock;
        this.bars = bars;
    }

    /** A new step begins. */
    void clear() {
        clock.clear();
        missed = 0;
        interrupted = 0;
        worst = 0;
    }

    /** Where the generator of a task of a set begins. */
    static long seed(long set, int task) {
        return WorkUnit.seed(set * EdfSet.MOST_TASKS + task);
    }

    /** A hash of what all tasks have computed. */
    static long hash(long[] states, int tasks) {
        long sum = 0;
        for (int task = 0; task < tasks; task++) {
            sum += Digest.term(task, states[task]);
        }
        return sum;
    }

    /** Runs all jobs of a hyperperiod, and answers a hash of what was computed and when. */
    long run(EdfSet set, long setNumber) {
        List<EdfTask> tasks = set.tasks();
        Arrays.fill(job, 0);
        Arrays.fill(units, 0);
        Arrays.setAll(states, task -> seed(setNumber, task));
        trace.clear();
        long jobs = set.jobs();
        int running = -1;
        long left = jobs;
        long since = 0;
        clock.begin();
        for (long time = 0; left > 0; time++) {
            int next = running >= 0 && !mayInterrupt(tasks.get(running), units[running])
                    ? running
                    : earliest(set, time, running);
            if (next < 0) {
                clock.checkpoint(time + 1); // nothing waits
                continue;
            }
            if (next != running) {
                interrupt(running, since, time);
                since = time;
            }
            running = runUnit(tasks.get(next), next, since, time + 1) ? -1 : next;
            left -= running < 0 ? 1 : 0;
        }
        clock.end();
        trace.close();
        missed += trace.missed();
        interrupted += trace.stretches() - jobs;
        worst = Math.max(worst, trace.worst());
        return hash(states, tasks.size()) + trace.hash();
    }

    private boolean mayInterrupt(EdfTask task, long done) {
        return switch (mode) {
            case COOPERATIVE -> false;
            case PREEMPTIVE -> true;
            case BLOCKING -> !task.isBlockedAfter(done);
        };
    }

    /** Who is due first of those released; of equals who runs, then the first. */
    private int earliest(EdfSet set, long time, int running) {
        int first = running;
        for (int i = 0; i < set.tasks().size(); i++) {
            EdfTask task = set.tasks().get(i);
            if (job[i] < set.jobs(i)
                    && task.release(job[i]) <= time
                    && (first < 0
                            || task.deadline(job[i]) < set.tasks().get(first).deadline(job[first]))) {
                first = i;
            }
        }
        return first;
    }

    /** Whether the job, which runs since then, has ended with it. */
    private boolean runUnit(EdfTask task, int i, long since, long time) {
        states[i] = processor.unit(i, states[i]);
        clock.checkpoint(time);
        units[i]++;
        trace.ran(i, job[i], time - 1, time);
        if (units[i] < task.cost()) {
            return false;
        }
        trace.ended(time, task.deadline(job[i]));
        clock.ended(task, job[i], time);
        bars.ran(i, clock.at(since), clock.at(time), time > task.deadline(job[i]));
        units[i] = 0;
        job[i]++;
        return true;
    }

    /** Another job takes over from one that has not ended, if there is one. */
    private void interrupt(int task, long since, long time) {
        if (task >= 0) {
            bars.ran(task, clock.at(since), clock.at(time), false);
        }
    }

    /** Deadlines missed in the step, by units. */
    long missed() {
        return missed;
    }

    /** Times that a job was interrupted in the step. */
    long interrupted() {
        return interrupted;
    }

    /** Units of time by which a job was late in the step, at most. */
    long worst() {
        return worst;
    }
}
