package rxt.record;

import java.util.List;
import java.util.Set;

/**
 * Where the time of ranks went, as the timed decorators saw it. Empty in files before {@code rxt-study/3} and where no
 * launch is complete.
 *
 * @param calls message passing by name
 * @param regions the teams' work by name
 * @param threads that work by thread
 * @param jvm collector and compiler beside the steps, only where they took time
 */
public record Breakdown(List<CallRow> calls, List<RegionRow> regions, List<ThreadRow> threads, List<JvmRow> jvm) {
    /** Nothing is known. */
    public static final Breakdown NONE = new Breakdown(List.of(), List.of(), List.of(), List.of());

    public Breakdown {
        calls = List.copyOf(calls);
        regions = List.copyOf(regions);
        threads = List.copyOf(threads);
        jvm = List.copyOf(jvm);
    }

    /** The same rows under another number of their launch. */
    public Breakdown of(int newLaunch) {
        return new Breakdown(
                calls.stream().map(row -> row.of(newLaunch)).toList(),
                regions.stream().map(row -> row.of(newLaunch)).toList(),
                threads.stream().map(row -> row.of(newLaunch)).toList(),
                jvm.stream().map(row -> row.of(newLaunch)).toList());
    }

    /** The rows of those launches. */
    public Breakdown only(Set<Integer> launches) {
        return new Breakdown(
                calls.stream().filter(row -> launches.contains(row.launch())).toList(),
                regions.stream().filter(row -> launches.contains(row.launch())).toList(),
                threads.stream().filter(row -> launches.contains(row.launch())).toList(),
                jvm.stream().filter(row -> launches.contains(row.launch())).toList());
    }

    /** The rows of all of them, one after the other. */
    public static Breakdown join(List<Breakdown> parts) {
        return new Breakdown(
                parts.stream().flatMap(part -> part.calls.stream()).toList(),
                parts.stream().flatMap(part -> part.regions.stream()).toList(),
                parts.stream().flatMap(part -> part.threads.stream()).toList(),
                parts.stream().flatMap(part -> part.jvm.stream()).toList());
    }
}
