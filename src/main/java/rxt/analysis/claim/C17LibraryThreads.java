package rxt.analysis.claim;

import java.util.Comparator;
import java.util.List;

/** Threads of a program times threads of a library. */
final class C17LibraryThreads implements Claim {
    private static final Text TEXT = new Text(
            "C17",
            "Library threads × own threads oversubscribe silently.",
            "S0 S2",
            List.of("gemm"),
            "time of two threads that each call a library with several threads, more than there are CPUs "
                    + "in all, over that of two with one each",
            Bound.above(
                    1.05,
                    "slower is more than 1, and less than a twentieth more is a tie; that it is silent is its "
                            + "nature: no mask shows it"),
            "A library that starts a thread per core in each of your threads has cores squared. Set its "
                    + "threads to one, or your own: the product must not exceed the cores.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=gemm,threads=2 --set 'gemm.n=[100,1200]'"
                    + " --output outputs/c17.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        Wanted blas = Wanted.of("gemm").with("variant", "blas");
        Wanted alone = blas.with("library_threads", "1").at(1, 2);
        Wanted all = blas.evenOversubscribed().at(1, 2);
        return evidence.pairs(all, alone, "library_threads").stream()
                .filter(pair -> 2 * pair.one().number("library_threads")
                        > pair.one().environment().cores())
                .max(Comparator.comparingDouble(pair -> pair.one().number("library_threads")))
                .map(pair -> Finding.of(
                        pair.ratio(1),
                        TEXT.bound(),
                        List.of(pair.one().time("library_threads"), pair.other().time("library_threads"))))
                .orElseGet(() -> Finding.notMeasured(
                        alone.words() + ", and the same with more library_threads than half of the CPUs"));
    }
}
