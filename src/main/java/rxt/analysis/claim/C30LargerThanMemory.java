package rxt.analysis.claim;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A matrix that is read in blocks from disk. */
final class C30LargerThanMemory implements Claim {
    private static final Text TEXT = new Text(
            "C30",
            "A larger-than-memory problem needs several processes' memory or streaming.",
            "S0 S1 S3",
            List.of("tsqr"),
            "bytes of the matrix over the bytes that the ranks held of it at most (median, least and most over "
                    + "launches), with the right answer",
            Bound.above(1.5, "what fits would make it 1"),
            "A matrix that does not fit is read block by block, each reduced before the next is read; or "
                    + "each process holds its part. Disk costs time: compare storage=memory.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=tsqr");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        Wanted disk = Wanted.of("tsqr").with("storage", "disk");
        return evidence.all(disk).stream()
                .max(Comparator.<Witness>comparingInt(witness -> held(witness).length)
                        .thenComparingDouble(C30LargerThanMemory::matrix))
                .map(C30LargerThanMemory::find)
                .orElseGet(() -> Finding.notMeasured(disk.words()));
    }

    private static Finding find(Witness witness) {
        double[] held = held(witness);
        double matrix = matrix(witness);
        return Finding.ofCounts(
                Arrays.stream(held).map(bytes -> matrix / bytes).toArray(),
                TEXT.bound(),
                List.of(
                        witness.figure(matrix, "byte", "storage"),
                        witness.figure(Finding.median(held), "byte", "storage")));
    }

    /** Bytes that all ranks held, of each launch. */
    private static double[] held(Witness witness) {
        return witness.observed("resident", Witness.Over.SUM);
    }

    private static double matrix(Witness witness) {
        return Double.BYTES * witness.number("rows") * witness.number("columns");
    }
}
