package rxt.kernel.tasks;

import rxt.kernel.Digest;

/** What a worker did and when, in units of time: a hash of all stretches that a job ran without interruption. */
final class EdfTrace {
    private int task = -1;
    private long job;
    private long begin;
    private long end;
    private long hash;
    private long stretches;
    private long missed;
    private long worst;

    void clear() {
        task = -1;
        hash = 0;
        stretches = 0;
        missed = 0;
        worst = 0;
    }

    /** A job ran so long; stretches that follow each other without a gap are one. */
    void ran(int ofTask, long ofJob, long from, long to) {
        if (task == ofTask && job == ofJob && end == from) {
            end = to;
            return;
        }
        close();
        task = ofTask;
        job = ofJob;
        begin = from;
        end = to;
    }

    /** A job ended. */
    void ended(long time, long deadline) {
        missed += time > deadline ? 1 : 0;
        worst = Math.max(worst, time - deadline);
    }

    /** The latest stretch is over. */
    void close() {
        if (task >= 0) {
            hash = Digest.term(Digest.term(Digest.term(Digest.term(hash, (long) task), job), begin), end);
            stretches++;
            task = -1;
        }
    }

    /** Of all that was noted, deadlines missed included; after {@link #close}. */
    long hash() {
        return Digest.term(hash, missed);
    }

    long stretches() {
        return stretches;
    }

    long missed() {
        return missed;
    }

    /** Units of time by which a job was late, at most. */
    long worst() {
        return worst;
    }
}
