package rxt.kernel.tasks;

/** Runs a graph's tasks on the threads of one rank, each once and after those it needs. */
sealed interface TaskGraphScheduler extends AutoCloseable permits TaskGraphCounters, TaskGraphFutures {
    /** One run; a task's result goes to its number. */
    void run(long[] into);

    @Override
    void close();
}
