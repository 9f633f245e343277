package rxt.analysis.versus;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rxt.analysis.RatioOfMedians;
import rxt.record.CoreCase;
import rxt.record.VersusFile.Contest;

/**
 * What a ratio of RxT to C must reach. A ratio of times must not exceed the limit; that of bandwidths must not fall
 * below it.
 *
 * @param limit the ratio
 * @param isLeast whether it is the least that passes; otherwise the most
 */
public record Bar(double limit, boolean isLeast) {
    private static final int MIB = 1 << 20;

    /** A bar and the rows it holds for; a buffer of "" is any, {@code threads} 0 any. */
    private record Entry(
            String operation, long bytes, int threads, String buffer, List<String> transports, double limit) {
        boolean concerns(Contest contest) {
            CoreCase what = contest.what();
            return what.operation().equals(operation)
                    && what.bytes() == bytes
                    && (threads == 0 || what.threads() == threads)
                    && (buffer.isEmpty() || what.buffer().equals(buffer))
                    && transports.contains(contest.transport());
        }
    }

    private static final List<String> FFM = List.of("ffm");
    private static final List<String> SPIN = List.of("spin");
    private static final List<String> CROWDS = List.of("ffm", "openmpi", "local");

    /**
     * The bars, in one place. That of the team is for the sum of the overheads of region, barrier and reduction; each
     * of the three alone is shown without a verdict. Where overheads are within noise, whole times are held against them.
     */
    private static final List<Entry> BARS = List.of(
            new Entry("ping-pong", Long.BYTES, 0, "off-heap", FFM, 1.15),
            new Entry("ping-pong", Long.BYTES, 0, "heap", FFM, 1.4),
            new Entry("bandwidth", MIB, 0, "", FFM, 0.97),
            new Entry("allreduce", Double.BYTES, 0, "", FFM, 1.2),
            new Entry("allreduce", MIB, 0, "", FFM, 1.05),
            new Entry("ping-pong", Long.BYTES, 0, "off-heap", List.of("openmpi"), 1.8),
            new Entry("ping-pong", Long.BYTES, 0, "off-heap", List.of("local"), 1.0),
            new Entry("region+barrier+reduction", 0, 2, "", SPIN, 0.5),
            new Entry("dynamic", 0, 2, "", SPIN, 1.0),
            new Entry("critical", 0, 2, "", SPIN, 1.0),
            new Entry("ring", Long.BYTES, 0, "", CROWDS, 3),
            new Entry("region-allreduce", Long.BYTES, 0, "", CROWDS, 3));

    /** A kernel's step, at any split. */
    static final Bar STEP = new Bar(1.2, false);

    /** {@code triad}'s bandwidth, as a fraction of C's. */
    static final Bar TRIAD_BANDWIDTH = new Bar(0.95, true);

    /** The geometric mean over all kernels and splits. */
    static final Bar GEOMETRIC_MEAN = new Bar(0.95, false);

    /** The rate of a product by OpenBLAS, as a fraction of the same called from C. */
    static final Bar GEMM_BLAS = new Bar(0.97, true);

    /** The rate of RxT's own product, as a fraction of OpenBLAS's called from C with as many threads. */
    static final Bar GEMM_OF_OPENBLAS = new Bar(0.9, true);

    /** The bar of a row; empty where it has none. */
    public static Optional<Bar> of(Contest contest) {
        if (contest.isTwin()) {
            return Optional.of(STEP);
        }
        String operation = contest.what().operation();
        if (operation.startsWith(CoreCase.GEMM_BLAS)) {
            return Optional.of(GEMM_BLAS);
        }
        if (operation.startsWith(CoreCase.GEMM_OF_OPENBLAS)) {
            return Optional.of(GEMM_OF_OPENBLAS);
        }
        return BARS.stream()
                .filter(entry -> entry.concerns(contest))
                .findFirst()
                .map(entry -> new Bar(entry.limit(), isRate(contest.what())));
    }

    /** Whether the ratio is one of rates, so that more is better. */
    static boolean isRate(CoreCase what) {
        return what.operation().equals("bandwidth")
                || Stream.of(CoreCase.GEMM_BLAS, CoreCase.GEMM_OF_OPENBLAS, CoreCase.TRIAD_STREAMING)
                        .anyMatch(what.operation()::startsWith);
    }

    /** Whether the ratio itself, not its interval, reaches the limit. */
    public boolean passes(double ratio) {
        return isLeast ? ratio >= limit : ratio <= limit;
    }

    /** Whether the limit lies within the interval, so that another run may decide otherwise; or there is no interval. */
    public boolean isDoubtful(RatioOfMedians ratio) {
        return ratio.interval().map(interval -> interval.contains(limit)).orElse(true);
    }
}
