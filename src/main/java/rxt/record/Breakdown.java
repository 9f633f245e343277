package rxt.record;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Where the time of ranks went, as the timed decorators saw it, and what their kernels noted. The first four are empty in
 * files before {@code rxt-study/3}, the others before {@code rxt-study/5}, all where no launch is complete.
 *
 * @param calls message passing by name
 * @param regions the teams' work by name
 * @param threads that work by thread
 * @param jvm collector and compiler beside the steps, only where they took time
 * @param observations figures of kernels beside answer and time
 * @param spans what workers did in the last step
 */
public record Breakdown(
        List<CallRow> calls,
        List<RegionRow> regions,
        List<ThreadRow> threads,
        List<JvmRow> jvm,
        List<ObservationRow> observations,
        List<SpanRow> spans) {
    /** Nothing is known. */
    public static final Breakdown NONE = new Breakdown(List.of(), List.of(), List.of(), List.of());

    /** Of a kernel that noted nothing. */
    public Breakdown(List<CallRow> calls, List<RegionRow> regions, List<ThreadRow> threads, List<JvmRow> jvm) {
        this(calls, regions, threads, jvm, List.of(), List.of());
    }

    public Breakdown {
        calls = List.copyOf(calls);
        regions = List.copyOf(regions);
        threads = List.copyOf(threads);
        jvm = List.copyOf(jvm);
        observations = List.copyOf(observations);
        spans = List.copyOf(spans);
    }

    /** The same times beside what a kernel noted. */
    public Breakdown noting(List<ObservationRow> found, List<SpanRow> done) {
        return new Breakdown(calls, regions, threads, jvm, found, done);
    }

    /** The same rows under another number of their launch. */
    public Breakdown of(int newLaunch) {
        return new Breakdown(
                all(calls, CallRow::of, newLaunch),
                all(regions, RegionRow::of, newLaunch),
                all(threads, ThreadRow::of, newLaunch),
                all(jvm, JvmRow::of, newLaunch),
                all(observations, ObservationRow::of, newLaunch),
                all(spans, SpanRow::of, newLaunch));
    }

    private static <R> List<R> all(List<R> rows, BiFunction<R, Integer, R> of, int launch) {
        return rows.stream().map(row -> of.apply(row, launch)).toList();
    }

    /** The rows of those launches. */
    public Breakdown only(Set<Integer> launches) {
        return new Breakdown(
                those(calls, row -> launches.contains(row.launch())),
                those(regions, row -> launches.contains(row.launch())),
                those(threads, row -> launches.contains(row.launch())),
                those(jvm, row -> launches.contains(row.launch())),
                those(observations, row -> launches.contains(row.launch())),
                those(spans, row -> launches.contains(row.launch())));
    }

    private static <R> List<R> those(List<R> rows, Predicate<R> wanted) {
        return rows.stream().filter(wanted).toList();
    }

    /** The rows of all of them, one after the other. */
    public static Breakdown join(List<Breakdown> parts) {
        return new Breakdown(
                joined(parts, Breakdown::calls),
                joined(parts, Breakdown::regions),
                joined(parts, Breakdown::threads),
                joined(parts, Breakdown::jvm),
                joined(parts, Breakdown::observations),
                joined(parts, Breakdown::spans));
    }

    private static <R> List<R> joined(List<Breakdown> parts, Function<Breakdown, List<R>> rows) {
        return parts.stream().flatMap(part -> rows.apply(part).stream()).toList();
    }
}
