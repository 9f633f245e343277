package rxt.study.versus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rxt.kernel.Catalogue;
import rxt.kernel.KernelType;
import rxt.record.CoreCase;
import rxt.study.Split;
import rxt.study.StudyException;

/**
 * What of a kernel is held against C: its step against that of its twin, or one of its ways against another in C.
 *
 * @param name of the row
 * @param type the kernel
 * @param params those of RxT that are not the defaults
 * @param ofTwin what the twin is told otherwise, and what RxT has no word for
 * @param splits at which it is measured
 * @param effort how many steps a launch makes
 */
record KernelRow(
        String name,
        KernelType type,
        Map<String, String> params,
        Map<String, String> ofTwin,
        List<Split> splits,
        Effort effort) {
    /**
     * Steps of a launch.
     *
     * @param warmUp of RxT before the first that counts
     * @param twinWarmUp of C before the first that counts
     * @param most that count, of those asked for
     */
    record Effort(int warmUp, int twinWarmUp, int most) {
        /** So many that loops over some thousand rows, which a step enters once, have been compiled by the best compiler. */
        static final Effort USUAL = new Effort(60, 5, Integer.MAX_VALUE);

        /** For steps of seconds, whose innermost method is called so often that the first of them compiles it. */
        static final Effort OF_LONG_STEPS = new Effort(2, 1, 4);
    }

    private static final String GEMM = "gemm";
    private static final String TRIAD = "triad";
    private static final String VARIANT = "variant";
    private static final String BLAS = "blas";
    private static final List<Split> SPLITS = List.of(new Split(1, 1), new Split(1, 2), new Split(2, 1));

    /** OpenBLAS is told of threads, not of ranks. */
    private static final List<Split> ONE_RANK = List.of(new Split(1, 1), new Split(1, 2));

    /**
     * Every row, or those of the kernels or rows named.
     *
     * @throws StudyException where a name is none of these
     */
    static List<KernelRow> chosen(List<String> only) {
        List<KernelRow> all = all();
        for (String word : only) {
            if (all.stream().noneMatch(row -> row.isNamed(word))) {
                throw new StudyException("--only " + word + ": no kernel with a C twin; there are "
                        + all.stream().map(KernelRow::name).collect(Collectors.joining(", ")));
            }
        }
        return all.stream()
                .filter(row -> only.isEmpty() || only.stream().anyMatch(row::isNamed))
                .toList();
    }

    private boolean isNamed(String word) {
        return name.equals(word) || type.name().equals(word);
    }

    private static List<KernelRow> all() {
        return Catalogue.types().stream()
                .filter(KernelType::hasTwin)
                .flatMap(type -> {
                    List<KernelRow> rows = new ArrayList<>();
                    rows.add(new KernelRow(type.name(), type, type.twinSize(), Map.of(), SPLITS, Effort.USUAL));
                    rows.addAll(others(type));
                    return rows.stream();
                })
                .toList();
    }

    private static List<KernelRow> others(KernelType type) {
        return switch (type.name()) {
            case GEMM ->
                Stream.concat(
                                againstOpenBlas(type, "1000", Effort.USUAL),
                                againstOpenBlas(type, "4000", Effort.OF_LONG_STEPS))
                        .toList();
            case TRIAD ->
                List.of(new KernelRow(
                        CoreCase.TRIAD_STREAMING,
                        type,
                        type.twinSize(),
                        Map.of("stores", "streaming"),
                        SPLITS,
                        Effort.USUAL));
            default -> List.of();
        };
    }

    private static Stream<KernelRow> againstOpenBlas(KernelType gemm, String n, Effort effort) {
        Map<String, String> own = Map.of("n", n);
        Map<String, String> blas = Map.of("n", n, VARIANT, BLAS);
        Map<String, String> ofTwin = Map.of(VARIANT, BLAS);
        return Stream.of(
                new KernelRow(CoreCase.GEMM_BLAS + "n=" + n, gemm, blas, ofTwin, ONE_RANK, effort),
                new KernelRow(CoreCase.GEMM_OF_OPENBLAS + "n=" + n, gemm, own, ofTwin, ONE_RANK, effort));
    }
}
