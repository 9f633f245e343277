package rxt.analysis.claim;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import rxt.record.Cell;

/**
 * Which cells are looked for.
 *
 * @param kernel name of the kernel
 * @param params values that parameters must have
 * @param split what must be true of ranks and threads
 * @param place that in words, such as {@code 1×2}, or ""
 * @param oversubscribed whether cells with more workers than CPUs count too
 * @param processes whether ranks must be processes, not threads of one JVM
 */
record Wanted(
        String kernel,
        Map<String, String> params,
        Predicate<Cell> split,
        String place,
        boolean oversubscribed,
        boolean processes) {
    Wanted {
        params = Map.copyOf(new TreeMap<>(params));
    }

    static Wanted of(String kernel) {
        return new Wanted(kernel, Map.of(), _ -> true, "", false, false);
    }

    Wanted with(String parameter, String value) {
        Map<String, String> more = new TreeMap<>(params);
        more.put(parameter, value);
        return new Wanted(kernel, more, split, place, oversubscribed, processes);
    }

    /** At that split alone. */
    Wanted at(int ranks, int threads) {
        return where(cell -> cell.ranks() == ranks && cell.threads() == threads, ranks + "×" + threads);
    }

    Wanted where(Predicate<Cell> wanted, String words) {
        return new Wanted(kernel, params, wanted, words, oversubscribed, processes);
    }

    /** Cells with more workers than CPUs, too: for claims about them. */
    Wanted evenOversubscribed() {
        return new Wanted(kernel, params, split, place, true, processes);
    }

    /** Cells whose ranks are processes of their own. */
    Wanted inProcesses() {
        return new Wanted(kernel, params, split, place, oversubscribed, true);
    }

    boolean matches(Cell cell) {
        return cell.kernel().equals(kernel)
                && !cell.isProgram()
                && split.test(cell)
                && params.entrySet().stream()
                        .allMatch(p -> p.getValue().equals(cell.params().get(p.getKey())));
    }

    /** Such as {@code race with variant=lock at 1×2}. */
    String words() {
        String with = params.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(p -> p.getKey() + "=" + p.getValue())
                .collect(Collectors.joining(", "));
        return kernel
                + (with.isEmpty() ? "" : " with " + with)
                + (place.isEmpty() ? "" : " at " + place)
                + (processes ? " in processes (--launcher ffm or openmpi)" : "");
    }
}
