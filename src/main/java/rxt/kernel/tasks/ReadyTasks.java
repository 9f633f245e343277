package rxt.kernel.tasks;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The tasks of many copies of a graph in the order in which they became ready. Who comes for a task reserves the next
 * place of the line and waits until a task stands there, so that nobody needs a lock.
 */
final class ReadyTasks {
    private final Recipe graph;
    private final int steps;
    private final AtomicIntegerArray line;
    private final AtomicIntegerArray waits;
    private final AtomicInteger head = new AtomicInteger();
    private final AtomicInteger tail = new AtomicInteger();
    private final Patience patience = new Patience();

    ReadyTasks(Recipe graph, int copies) {
        this.graph = graph;
        steps = graph.order().size();
        line = new AtomicIntegerArray(copies * steps);
        waits = new AtomicIntegerArray(copies * steps);
    }

    /** All tasks wait again; those that wait for nothing are ready. */
    void clear() {
        head.set(0);
        tail.set(0);
        for (int task = 0; task < line.length(); task++) {
            line.set(task, -1);
        }
        for (int task = 0; task < line.length(); task++) {
            waits.set(task, graph.before().get(task % steps).size());
            if (waits.get(task) == 0) {
                add(task);
            }
        }
    }

    private void add(int task) {
        line.set(tail.getAndIncrement(), task);
    }

    /** The next task that is ready, when it is; −1 when all have been taken. */
    int take() {
        int place = head.getAndIncrement();
        if (place >= line.length()) {
            return -1;
        }
        for (int turn = 0; line.get(place) < 0; turn++) {
            patience.stand(turn);
        }
        return line.get(place);
    }

    /** A task has ended: those that waited for it alone are ready. */
    void ended(int task) {
        int step = task % steps;
        for (int next : graph.after().get(step)) {
            if (waits.decrementAndGet(task - step + next) == 0) {
                add(task - step + next);
            }
        }
    }

    /** Nobody waits any more: a task has failed. */
    void abandon() {
        patience.lose();
    }
}
