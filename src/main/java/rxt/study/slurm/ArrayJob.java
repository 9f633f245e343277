package rxt.study.slurm;

import java.util.ArrayList;
import java.util.List;

/**
 * A job array whose tasks measure a part each of the cells that need equally many nodes; or one job for all cells.
 *
 * @param nodes nodes of each task
 * @param cpusPerNode CPUs on each of them
 * @param parts which parts are sent, from 1, those without a missing cell left out
 * @param partsInAll how many parts its cells are in
 * @param seconds time limit of each task
 * @param allCells whether it measures the cells of any number of nodes
 */
record ArrayJob(int nodes, int cpusPerNode, List<Integer> parts, int partsInAll, long seconds, boolean allCells) {
    ArrayJob {
        parts = List.copyOf(parts);
    }

    /** Names script, log and job. */
    String name() {
        return allCells ? "all" : "nodes-" + nodes;
    }

    int tasks() {
        return parts.size();
    }

    /** For people. */
    String title() {
        return (allCells ? "all cells, up to " : "cells on ") + nodes + (nodes == 1 ? " node" : " nodes");
    }

    /** The parts as {@code --array} takes them, such as {@code 1-3,7}. */
    String indices() {
        return indices(parts);
    }

    static String indices(List<Integer> parts) {
        List<String> ranges = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < parts.size(); i++) {
            boolean ends = i + 1 == parts.size() || parts.get(i + 1) != parts.get(i) + 1;
            if (ends) {
                ranges.add(from == i ? "" + parts.get(i) : parts.get(from) + "-" + parts.get(i));
                from = i + 1;
            }
        }
        return String.join(",", ranges);
    }

    /** Core-seconds were each task to use up its time: what an account is charged at most, CPUs of whole nodes. */
    double mostCoreSeconds(int cpusOfNode) {
        return (double) tasks() * nodes * Math.max(cpusOfNode, cpusPerNode) * seconds;
    }

    /** Time limits in sequence, where so many tasks run at once. */
    long longestSeconds(int atOnce) {
        long rounds = Math.ceilDiv((long) tasks(), atOnce);
        return rounds * seconds;
    }
}
