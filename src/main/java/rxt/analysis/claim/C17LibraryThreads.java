package rxt.analysis.claim;

import java.util.List;

/** Threads of a program times threads of a library. */
final class C17LibraryThreads implements Claim {
    private static final Text TEXT = new Text(
            "C17",
            "Library threads × own threads oversubscribe silently.",
            "S0 S2",
            List.of("gemm"),
            "time of two threads that each call a library with two threads over that of two with one each",
            Bound.above(1.0, "slower is more than 1; that it is silent is its nature: no mask shows " + "it"),
            "A library that starts a thread per core in each of your threads has cores squared. Set its "
                    + "threads to one, or your own: the product must not exceed the cores.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=gemm");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        return evidence.longer(
                Wanted.of("gemm")
                        .with("variant", "blas")
                        .with("library_threads", "2")
                        .evenOversubscribed()
                        .at(1, 2),
                Wanted.of("gemm")
                        .with("variant", "blas")
                        .with("library_threads", "1")
                        .at(1, 2),
                TEXT.bound());
    }
}
