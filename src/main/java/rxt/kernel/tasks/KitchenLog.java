package rxt.kernel.tasks;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * In which order the tasks of a kitchen began and ended; and when they would have ended, in that order and by the same
 * cooks, if every unit of work took one unit of time and handing over none.
 */
final class KitchenLog {
    private final Recipe graph;
    private final double[] costs;
    private final boolean[] pantrySteps;
    private final AtomicInteger position = new AtomicInteger();
    private final int[] begin;
    private final int[] end;
    private final double[] finish;
    private final double[] cookFree;
    private final double[] placeFree;

    KitchenLog(Recipe graph, double[] costs, boolean[] pantrySteps, int salads, int cooks, int places) {
        this.graph = graph;
        this.costs = costs;
        this.pantrySteps = pantrySteps;
        begin = new int[salads * costs.length];
        end = new int[begin.length];
        finish = new double[begin.length];
        cookFree = new double[cooks];
        placeFree = new double[places];
    }

    void clear() {
        position.set(0);
        Arrays.fill(begin, -1);
        Arrays.fill(end, -1);
        Arrays.fill(cookFree, 0);
        Arrays.fill(placeFree, 0);
    }

    /** A task begins, in the pantry by now if it visits it. */
    void begins(int task, int cook) {
        begin[task] = position.getAndIncrement();
        int step = task % costs.length;
        double time = cookFree[cook];
        for (int earlier : graph.before().get(step)) {
            time = Math.max(time, finish[task - step + earlier]);
        }
        finish[task] = (pantrySteps[step] ? inPantry(time, costs[step]) : time) + costs[step];
        cookFree[cook] = finish[task];
    }

    /** When the visit can begin: a place is free. */
    private synchronized double inPantry(double time, double cost) {
        int first = 0;
        for (int place = 1; place < placeFree.length; place++) {
            first = placeFree[place] < placeFree[first] ? place : first;
        }
        double begins = Math.max(time, placeFree[first]);
        placeFree[first] = begins + cost;
        return begins;
    }

    void ends(int task) {
        end[task] = position.getAndIncrement();
    }

    /** Tasks that did not run, or before another on which they depend had ended. */
    long outOfOrder() {
        long wrong = 0;
        for (int task = 0; task < begin.length; task++) {
            int step = task % costs.length;
            boolean right = 0 <= begin[task] && begin[task] < end[task];
            for (int earlier : graph.before().get(step)) {
                int other = task - step + earlier;
                right &= 0 <= end[other] && end[other] < begin[task];
            }
            wrong += right ? 0 : 1;
        }
        return wrong;
    }

    /** In units of work. */
    double makespan() {
        return Arrays.stream(cookFree).max().orElse(0);
    }

    /**
     * No makespan of so many salads is shorter: a salad's critical path, all work shared evenly, all visits of the
     * pantry.
     */
    double lowerBound() {
        int salads = begin.length / costs.length;
        double all = 0;
        double visits = 0;
        for (int step = 0; step < costs.length; step++) {
            all += costs[step];
            visits += pantrySteps[step] ? costs[step] : 0;
        }
        double shared = Math.max(salads * all / cookFree.length, salads * visits / placeFree.length);
        return salads == 0 ? 0 : Math.max(graph.criticalPath(costs), shared);
    }

    /** That of one cook alone. */
    double upperBound() {
        return (double) begin.length / costs.length * Arrays.stream(costs).sum();
    }
}
