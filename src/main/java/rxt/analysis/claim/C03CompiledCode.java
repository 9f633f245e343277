package rxt.analysis.claim;

import java.util.Comparator;
import java.util.List;

/** Compiled matrix product over all threads that have a CPU of their own. */
final class C03CompiledCode implements Claim {
    private static final Text TEXT = new Text(
            "C03",
            "Compiled code outside the lock gets a massive speed-up from threads.",
            "S0 S3",
            List.of("gemm"),
            "speed-up of the matrix product over threads, divided by their number, at most threads with a "
                    + "CPU each",
            Bound.above(0.7, "massive is taken as 70 % of what the cores could give"),
            "Compiled code needs no interpreter and so no lock: NumPy is many threads disguised as one. "
                    + "What limits it is memory bandwidth and the clock, which falls as more cores work.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=gemm --set 'gemm.n=[150,600]' --output outputs/c03.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        Wanted base = Wanted.of("gemm").with("variant", "team").at(1, 1);
        Wanted many = Wanted.of("gemm")
                .with("variant", "team")
                .where(cell -> cell.ranks() == 1 && cell.threads() > 1, "1×2 or more threads");
        return evidence.pairs(base, many).stream()
                .max(Comparator.comparingInt(pair -> pair.other().cell().threads()))
                .map(pair -> Finding.of(
                        pair.ratio(1.0 / pair.other().cell().threads()),
                        TEXT.bound(),
                        List.of(pair.one().time(), pair.other().time())))
                .orElseGet(() -> Finding.notMeasured(evidence.missing(base, many)));
    }
}
