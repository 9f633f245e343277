package rxt.kernel.tasks;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import rxt.kernel.Journal;
import rxt.spmd.team.Team;

/**
 * The textbook scheduler: each task counts what it still waits for; who brings a count to zero puts the task in line, and
 * every member of the team takes the next place in line, where it waits for a task. There are as many places as tasks.
 */
final class TaskGraphCounters implements TaskGraphScheduler {
    private static final int SPINS = 200;
    private static final long PARK_NANOS = 20_000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final TaskGraphTasks graph;
    private final Team team;
    private final Journal journal;
    private final AtomicIntegerArray waitsFor;
    /** The task of each place, plus one; 0 while it is not known. */
    private final AtomicIntegerArray line;

    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger placed = new AtomicInteger();
    private final Team.Region working = this::work;
    private long[] results = {};
    private volatile boolean failed;

    TaskGraphCounters(TaskGraphTasks graph, Team team, Journal journal) {
        this.graph = graph;
        this.team = team;
        this.journal = journal;
        waitsFor = new AtomicIntegerArray(graph.size());
        line = new AtomicIntegerArray(graph.size());
    }

    @Override
    public void run(long[] into) {
        results = into;
        failed = false;
        taken.set(0);
        placed.set(0);
        for (int task = 0; task < graph.size(); task++) {
            line.setPlain(task, 0);
            waitsFor.setPlain(task, graph.inputs(task));
        }
        for (int task = 0; task < graph.size(); task++) {
            if (graph.inputs(task) == 0) {
                place(task);
            }
        }
        team.region(working);
    }

    private void place(int task) {
        line.set(placed.getAndIncrement(), task + 1);
    }

    private void work(Team.Member me) {
        long begin = journal.nanos();
        try {
            for (int at = taken.getAndIncrement(); at < graph.size(); at = taken.getAndIncrement()) {
                runAndPlaceSuccessors(taskAt(at));
            }
        } catch (Throwable t) {
            failed = true;
            throw t;
        }
        journal.span(me.thread(), "tasks", begin, journal.nanos());
    }

    private void runAndPlaceSuccessors(int task) {
        graph.run(task, results);
        int count = graph.successorCount(task);
        for (int s = 0; s < count; s++) {
            int successor = graph.successor(task, s);
            if (waitsFor.decrementAndGet(successor) == 0) {
                place(successor);
            }
        }
    }

    private int taskAt(int at) {
        int task = line.get(at);
        long deadline = task == 0 ? journal.nanos() + PATIENCE_NANOS : 0;
        for (int tries = 0; task == 0; tries++) {
            if (tries < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PARK_NANOS);
                if (failed || journal.nanos() > deadline) {
                    throw new IllegalStateException(
                            "no task has come: another member failed, or a task takes a minute");
                }
            }
            task = line.get(at);
        }
        return task - 1;
    }

    @Override
    public void close() {}
}
