package rxt.kernel.tasks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tasks and what each needs before it can begin; without cycles. Built once, then run any number of times. */
final class TaskGraphTasks {
    /** One task: its result from those of the tasks it needs, which are there. */
    @FunctionalInterface
    interface Task {
        long run(long[] results);
    }

    private final List<Task> tasks = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<int[]> edges = new ArrayList<>();
    private int[] inputs = {};
    private int[] firstSuccessor = {0};
    private int[] successors = {};

    /** A task that needs others, of any numbers. */
    int add(String name, Task task, int... needed) {
        int number = tasks.size();
        tasks.add(task);
        names.add(name);
        for (int before : needed) {
            order(before, number);
        }
        return number;
    }

    /** The first task must have ended before the second begins. */
    void order(int before, int after) {
        edges.add(new int[] {before, after});
    }

    /** Adds the results of all given tasks by twos, and of these again; returns the task of the sum, −1 for none. */
    int tree(int[] leaves) {
        int[] level = leaves;
        while (level.length > 1) {
            int[] next = new int[(level.length + 1) / 2];
            for (int i = 0; i < next.length; i++) {
                next[i] = 2 * i + 1 < level.length ? sum(level[2 * i], level[2 * i + 1]) : level[2 * i];
            }
            level = next;
        }
        return level.length == 0 ? -1 : level[0];
    }

    int sum(int a, int b) {
        return add("add", results -> results[a] + results[b], a, b);
    }

    /**
     * No tasks come any more.
     *
     * @throws IllegalArgumentException naming the tasks of a cycle where there is one
     */
    TaskGraphTasks finish() {
        inputs = new int[size()];
        firstSuccessor = new int[size() + 1];
        successors = new int[edges.size()];
        for (int[] edge : edges) {
            inputs[edge[1]]++;
            firstSuccessor[edge[0] + 1]++;
        }
        Arrays.parallelPrefix(firstSuccessor, Integer::sum);
        int[] next = firstSuccessor.clone();
        for (int[] edge : edges) {
            successors[next[edge[0]]++] = edge[1];
        }
        requireNoCycle();
        return this;
    }

    private void requireNoCycle() {
        int[] left = inputs.clone();
        int[] order = new int[size()];
        int found = 0;
        for (int task = 0; task < size(); task++) {
            if (left[task] == 0) {
                order[found++] = task;
            }
        }
        for (int i = 0; i < found; i++) {
            for (int s = firstSuccessor[order[i]]; s < firstSuccessor[order[i] + 1]; s++) {
                if (--left[successors[s]] == 0) {
                    order[found++] = successors[s];
                }
            }
        }
        if (found < size()) {
            throw new IllegalArgumentException("the task graph has a cycle, of which no task could ever begin: "
                    + cycle(left) + "; take one of its edges out of 'order'");
        }
    }

    /** Backwards from a task that never begins, along tasks that never end, until one comes again. */
    private String cycle(int[] left) {
        int[] needs = new int[size()];
        for (int[] edge : edges) {
            if (left[edge[0]] > 0) {
                needs[edge[1]] = edge[0];
            }
        }
        int task = 0;
        while (left[task] == 0) {
            task++;
        }
        for (int i = 0; i < size(); i++) {
            task = needs[task]; // after so many steps it is in a cycle for certain
        }
        StringBuilder words = new StringBuilder(word(task));
        for (int t = needs[task]; t != task; t = needs[t]) {
            words.insert(0, word(t) + " > ");
        }
        return words.insert(0, word(task) + " > ").toString();
    }

    private String word(int task) {
        return names.get(task) + " (" + task + ")";
    }

    int size() {
        return tasks.size();
    }

    void run(int task, long[] results) {
        results[task] = tasks.get(task).run(results);
    }

    /** How many tasks this one waits for. */
    int inputs(int task) {
        return inputs[task];
    }

    int successorCount(int task) {
        return firstSuccessor[task + 1] - firstSuccessor[task];
    }

    int successor(int task, int which) {
        return successors[firstSuccessor[task] + which];
    }
}
