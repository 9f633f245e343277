package rxt.kernel.tasks;

/**
 * Earliest deadline first in exact time, from event to event: what {@link EdfWorker}, which goes from unit to unit and
 * works, must have done.
 *
 * <p>Source: Liu, Layland, "Scheduling algorithms for multiprogramming in a hard-real-time environment", J. ACM 20
 * (1973): with interrupts no deadline is missed up to the utilisation 1.
 */
final class EdfSimulator {
    private final EdfSet set;
    private final EdfMode mode;
    private final long[] job;
    private final long[] units;

    private EdfSimulator(EdfSet set, EdfMode mode) {
        this.set = set;
        this.mode = mode;
        job = new long[set.tasks().size()];
        units = new long[job.length];
    }

    /** What happens in a hyperperiod and until all its jobs have ended. */
    static EdfTrace trace(EdfSet set, EdfMode mode) {
        return new EdfSimulator(set, mode).run();
    }

    private EdfTrace run() {
        EdfTrace trace = new EdfTrace();
        long time = 0;
        for (int next = earliest(time); next != job.length; next = earliest(time)) {
            if (next < 0) {
                time = nextRelease();
                continue;
            }
            EdfTask task = set.tasks().get(next);
            long end = Math.min(time + task.cost() - units[next], interrupt(next, time));
            trace.ran(next, job[next], time, end);
            units[next] += end - time;
            time = end;
            if (units[next] == task.cost()) {
                trace.ended(time, task.deadline(job[next]));
                job[next]++;
                units[next] = 0;
            }
        }
        trace.close();
        return trace;
    }

    /** The task whose job is due first of those released; −1 when none is, the number of tasks when all have ended. */
    private int earliest(long time) {
        int first = -1;
        boolean all = true;
        for (int i = 0; i < job.length; i++) {
            EdfTask task = set.tasks().get(i);
            boolean waits = job[i] < set.jobs(i);
            all &= !waits;
            if (waits && task.release(job[i]) <= time && (first < 0 || deadline(i) < deadline(first))) {
                first = i;
            }
        }
        return all ? job.length : first;
    }

    private long deadline(int i) {
        return set.tasks().get(i).deadline(job[i]);
    }

    private long nextRelease() {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < job.length; i++) {
            next = job[i] < set.jobs(i) ? Math.min(next, set.tasks().get(i).release(job[i])) : next;
        }
        return next;
    }

    /** When a job with an earlier deadline takes over from one that runs from {@code time} on, if that lasts so long. */
    private long interrupt(int running, long time) {
        if (mode == EdfMode.COOPERATIVE) {
            return Long.MAX_VALUE;
        }
        long first = Long.MAX_VALUE;
        for (int i = 0; i < job.length; i++) {
            EdfTask task = set.tasks().get(i);
            long next = time / task.period() + 1;
            if (next < set.jobs(i) && task.deadline(next) < deadline(running)) {
                first = Math.min(first, task.release(next));
            }
        }
        EdfTask task = set.tasks().get(running);
        boolean blocked = first != Long.MAX_VALUE
                && mode == EdfMode.BLOCKING
                && task.isBlockedAfter(units[running] + first - time);
        return blocked ? time + task.blocksTo() - units[running] : first;
    }
}
