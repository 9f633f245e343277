package rxt.kernel.tasks;

/**
 * A periodic task: a job is released at every multiple of the period, and is due at the next.
 *
 * @param cost units of work of a job
 * @param period in units of time, of which one goes by with a unit of work
 * @param blocksFrom first unit of a job's blocking region
 * @param blocksTo one past its last unit: at none of the checkpoints between its units may the job be interrupted
 */
record EdfTask(int cost, int period, int blocksFrom, int blocksTo) {
    long release(long job) {
        return job * period;
    }

    long deadline(long job) {
        return (job + 1) * period;
    }

    /** Whether a job that has done so many units is inside its blocking region. */
    boolean isBlockedAfter(long units) {
        return blocksFrom < units && units < blocksTo;
    }

    @Override
    public String toString() {
        return cost + "/" + period + (blocksTo > blocksFrom ? "/" + blocksFrom + "-" + blocksTo : "");
    }
}
