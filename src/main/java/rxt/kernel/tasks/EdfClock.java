package rxt.kernel.tasks;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import rxt.kernel.Journal;

/**
 * Deadlines in seconds, of one worker: its checkpoints and units of work by the clock. A job is released at the
 * checkpoint at which it may begin, and due its period later: so many units, of the median length of those of the same
 * hyperperiod, and a slack. Handing over the core and whatever else the machine does between the units thus costs
 * deadlines.
 */
final class EdfClock {
    private final Journal journal;
    private final double slack;
    private final long[] checkpoints;
    private final long[] lengths;
    private final double[] paces;
    private int units;
    private int jobs;
    private long missed;

    /**
     * At zero.
     *
     * @param slack by which deadlines are later, as part of the period
     * @param longest hyperperiod of a set
     */
    EdfClock(Journal journal, double slack, long longest) {
        this.journal = journal;
        this.slack = slack;
        checkpoints = new long[(int) longest + 1];
        lengths = new long[(int) longest];
        paces = new double[(int) longest];
    }

    /** A new step begins. */
    void clear() {
        missed = 0;
    }

    /** A hyperperiod begins. */
    void begin() {
        units = 0;
        jobs = 0;
        checkpoint(0);
    }

    /** So many units of work are done, or went by with nothing to do. */
    void checkpoint(long time) {
        checkpoints[(int) time] = journal.nanos();
    }

    /** When a checkpoint was, as the journal tells. */
    long at(long time) {
        return checkpoints[(int) time];
    }

    /** Works for a unit, on any thread that has the worker's core. */
    long timed(LongUnaryOperator work, long state) {
        long begin = journal.nanos();
        long after = work.applyAsLong(state);
        lengths[units++] = journal.nanos() - begin;
        return after;
    }

    /** A job ended at a checkpoint. */
    void ended(EdfTask task, long job, long time) {
        paces[jobs++] = (double) (at(time) - at(task.release(job))) / task.period();
    }

    /** The hyperperiod is over, and its deadlines are known. */
    void end() {
        Arrays.sort(lengths, 0, units);
        double unitNanos = 0.5 * (lengths[(units - 1) / 2] + lengths[units / 2]);
        for (int i = 0; i < jobs; i++) {
            missed += paces[i] > (1 + slack) * unitNanos ? 1 : 0;
        }
    }

    /** Deadlines missed in the step. */
    long missed() {
        return missed;
    }
}
