package rxt.record;

import java.util.Map;
import java.util.TreeMap;

/**
 * One point of a study: a kernel with its parameters at one split.
 *
 * @param kernel name in the catalogue
 * @param params every parameter's name and text, in alphabetical order
 * @param ranks number of ranks, 1 or more
 * @param threads threads of each rank, 1 or more
 * @param transport {@code local}, {@code mpj}, {@code openmpi}, {@code ffm}
 * @param team {@code forkjoin}, {@code spin}, {@code virtual}
 * @param pinning which CPUs of its rank's mask each thread is bound to: {@code none}, {@code compact}, {@code scatter}
 * @param scaling {@code strong} or {@code weak}; with weak, {@code params} have grown already
 */
public record Cell(
        String kernel,
        Map<String, String> params,
        int ranks,
        int threads,
        String transport,
        String team,
        String pinning,
        String scaling) {

    public Cell {
        params = java.util.Collections.unmodifiableMap(new TreeMap<>(params));
    }

    /** Ranks × threads. */
    public int workers() {
        return Math.multiplyExact(ranks, threads);
    }

    /** For people: {@code gemm 2×1 mpj}. */
    public String label() {
        return kernel + " " + ranks + "×" + threads + " " + transport;
    }
}
