package rxt.analysis.claim;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A matrix that is read in blocks from disk, and one of the same size in memory. */
final class C30LargerThanMemory implements Claim {
    private static final Text TEXT = new Text(
            "C30",
            "A larger-than-memory problem needs several processes' memory or streaming.",
            "S0 S1 S3",
            List.of("tsqr"),
            "bytes of the matrix over those by which the process grew that streams it, its virtual machine's own "
                    + "included (median, least and most over launches), and at most 1.1 where it is kept in memory",
            Bound.above(1.5, "what must fit whole makes it 1 or, with what else the process takes, less"),
            "A matrix that does not fit is read block by block, each reduced before the next is read; or "
                    + "each process holds its part. Disk costs time: compare storage=memory. Of a small matrix the "
                    + "process grows by more than its size in either case: until they are compiled, vectors are "
                    + "objects, which variant=blas has none of.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=tsqr --set tsqr.rows=100000 --output outputs/c30.h5");

    private static final String GROWTH = "growth in proportional bytes";
    private static final Bound WHOLE = Bound.below(1.1, "all of it is there, or nothing has kept it");

    @Override
    public Text text() {
        return TEXT;
    }

    /** Of one rank: those that are threads of one process would each tell the growth of all. */
    @Override
    public Finding decide(Evidence evidence) {
        Wanted disk = Wanted.of("tsqr").with("storage", "disk");
        Wanted memory = Wanted.of("tsqr").with("storage", "memory");
        return evidence.pairs(disk, memory, "memory_mb").stream()
                .filter(pair -> pair.one().cell().ranks() == 1)
                .max(Comparator.comparingInt(Evidence.Pair::launches))
                .map(C30LargerThanMemory::find)
                .orElseGet(() -> Finding.notMeasured(evidence.missing(disk, memory)));
    }

    private static Finding find(Evidence.Pair pair) {
        Witness disk = pair.one();
        Witness memory = pair.other();
        Exhibit bytes = disk.figure(matrix(disk), "byte", "rows", "columns");
        return Finding.ofCounts(perGrowth(disk), TEXT.bound(), List.of(bytes, growth(disk), growth(memory)))
                .and(
                        Finding.ofCounts(perGrowth(memory), WHOLE, List.of(growth(memory))),
                        "kept in memory, the matrix has at most 1.1 times the bytes by which the process grew");
    }

    private static Exhibit growth(Witness witness) {
        return witness.figure(Finding.median(witness.observed(GROWTH, Witness.Over.LARGEST)), "byte", "storage");
    }

    /** Of each launch; none where a process did not grow, as one whose collector gave memory back. */
    private static double[] perGrowth(Witness witness) {
        double[] growth = witness.observed(GROWTH, Witness.Over.LARGEST);
        return Arrays.stream(growth).anyMatch(bytes -> bytes <= 0)
                ? new double[0]
                : Arrays.stream(growth).map(bytes -> matrix(witness) / bytes).toArray();
    }

    private static double matrix(Witness witness) {
        return Double.BYTES * witness.number("rows") * witness.number("columns");
    }
}
