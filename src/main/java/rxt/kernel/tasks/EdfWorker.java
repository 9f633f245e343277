package rxt.kernel.tasks;

import java.util.Arrays;
import java.util.List;
import rxt.kernel.Digest;
import rxt.kernel.Journal;

/**
 * A worker that runs its tasks by earliest deadline first, with a checkpoint after every unit of work. Its time is the number
 * of units that are done, or in which nothing waited; so what it does is the same on every machine.
 */
final class EdfWorker {
    /** Does a unit of a task's work and answers where its generator is then. */
    @FunctionalInterface
    interface Processor {
        long unit(int task, long state);
    }

    private final EdfMode mode;
    private final Processor processor;
    private final Journal journal;
    private final int number;
    private final long[] job = new long[EdfSet.MOST_TASKS];
    private final long[] units = new long[EdfSet.MOST_TASKS];
    private final long[] states = new long[EdfSet.MOST_TASKS];
    private final EdfTrace trace = new EdfTrace();
    private long missed;
    private long interrupted;
    private long worst;

    EdfWorker(EdfMode mode, Processor processor, Journal journal, int number) {
        this.mode = mode;
        this.processor = processor;
        this.journal = journal;
        this.number = number;
    }

    /** A new step begins. */
    void clear() {
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
        long jobs = 0;
        for (int task = 0; task < tasks.size(); task++) {
            jobs += set.jobs(task);
        }
        int running = -1;
        long left = jobs;
        long since = journal.nanos();
        for (long time = 0; left > 0; time++) {
            int next = running >= 0 && !mayInterrupt(tasks.get(running), units[running])
                    ? running
                    : earliest(set, time, running);
            if (next < 0) {
                continue; // nothing waits
            }
            since = next == running ? since : begin(running, since);
            running = runUnit(tasks.get(next), next, time) ? end(next, since) : next;
            left -= running < 0 ? 1 : 0;
        }
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

    /** Whether the job has ended with it. */
    private boolean runUnit(EdfTask task, int i, long time) {
        states[i] = processor.unit(i, states[i]);
        units[i]++;
        trace.ran(i, job[i], time, time + 1);
        if (units[i] < task.cost()) {
            return false;
        }
        trace.ended(time + 1, task.deadline(job[i]));
        units[i] = 0;
        job[i]++;
        return true;
    }

    /** Another job takes over; the bar of the one that ran ends. */
    private long begin(int interruptedTask, long since) {
        long now = journal.nanos();
        if (interruptedTask >= 0) {
            journal.span(number, "task " + interruptedTask, since, now);
        }
        return now;
    }

    private int end(int task, long since) {
        journal.span(number, "task " + task, since, journal.nanos());
        return -1;
    }

    /** Deadlines missed in the step. */
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
