package rxt.analysis;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the splits of one table have in common.
 *
 * @param kernel name of the kernel
 * @param params parameters that are the same in all cells
 * @param growing with weak scaling, the parameters that grow with the workers, as {@code smallest..largest}
 * @param scaling {@code strong} or {@code weak}
 * @param team the thread team
 * @param pinning how its threads are bound to CPUs
 */
public record Problem(
        String kernel,
        Map<String, String> params,
        Map<String, String> growing,
        String scaling,
        String team,
        String pinning) {
    public Problem {
        params = java.util.Collections.unmodifiableMap(new TreeMap<>(params));
        growing = java.util.Collections.unmodifiableMap(new TreeMap<>(growing));
    }

    /** Whether the problem grows with the workers. */
    public boolean isWeak() {
        return scaling.equals("weak");
    }

    /** Parameters in one line: {@code n=768, seed=1}. */
    public static String text(Map<String, String> params) {
        return params.entrySet().stream()
                .map(p -> p.getKey() + "=" + p.getValue())
                .collect(Collectors.joining(", "));
    }
}
