package rxt.record;

import java.util.Map;
import java.util.TreeMap;

/**
 * One point of a study: a kernel with its parameters at one split.
 *
 * @param kernel name in the catalogue; of a program, what it is the same as, or its own name
 * @param params every parameter's name and text, in alphabetical order
 * @param nodes number of nodes that the ranks run on, as many on each; 1 or more
 * @param ranks number of ranks, 1 or more
 * @param threads threads of each rank, 1 or more
 * @param transport {@code local}, {@code mpj}, {@code openmpi}, {@code ffm}, or the name of a program
 * @param team {@code forkjoin}, {@code spin}, {@code virtual}, or {@link ProgramSpec#TEAM}
 * @param pinning which CPUs of its rank's mask each thread is bound to: {@code none}, {@code compact}, {@code scatter}
 * @param scaling {@code strong} or {@code weak}; with weak, {@code params} have grown already
 */
public record Cell(
        String kernel,
        Map<String, String> params,
        int nodes,
        int ranks,
        int threads,
        String transport,
        String team,
        String pinning,
        String scaling) {

    public Cell {
        if (nodes < 1 || ranks % nodes != 0) {
            throw new IllegalArgumentException(
                    ranks + " ranks cannot be on " + nodes + " nodes; nodes have equally many ranks, 1 or more");
        }
        params = java.util.Collections.unmodifiableMap(new TreeMap<>(params));
    }

    /** A cell on one node. */
    public Cell(
            String kernel,
            Map<String, String> params,
            int ranks,
            int threads,
            String transport,
            String team,
            String pinning,
            String scaling) {
        this(kernel, params, 1, ranks, threads, transport, team, pinning, scaling);
    }

    /** Ranks × threads. */
    public int workers() {
        return Math.multiplyExact(ranks, threads);
    }

    /** Ranks on each node. */
    public int ranksPerNode() {
        return ranks / nodes;
    }

    /** How the work is divided, for people: {@code 4×2}, {@code 4×2 on 2 nodes}. */
    public String split() {
        return ranks + "×" + threads + (nodes == 1 ? "" : " on " + nodes + " nodes");
    }

    /** Whether a program of the user runs in place of a kernel. */
    public boolean isProgram() {
        return team.equals(ProgramSpec.TEAM);
    }

    /** For people: {@code gemm 2×1 mpj}, {@code gemm 4×2 on 2 nodes ffm}, of a program by itself {@code heat 2×1}. */
    public String label() {
        return kernel + " " + split() + (transport.equals(kernel) ? "" : " " + transport);
    }
}
