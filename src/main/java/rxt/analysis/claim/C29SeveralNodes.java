package rxt.analysis.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The same kernel on one node and on several. */
final class C29SeveralNodes implements Claim {
    private static final Text TEXT = new Text(
            "C29",
            "Distributed memory scales past one node; shared memory does not.",
            "S3",
            List.of("triad"),
            "time on all CPUs of one node over that on several nodes",
            Bound.above(1.2, "a fifth is past the noise of a network"),
            "Threads end where the memory of their node ends; ranks send messages across. Whether that "
                    + "pays is a matter of how much is sent for how much is computed.",
            "jobs/rxt submit jobs/cluster.yaml");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        for (String kernel : evidence.kernels()) {
            Wanted one = Wanted.of(kernel).where(cell -> cell.nodes() == 1, "one node");
            Wanted several = Wanted.of(kernel).where(cell -> cell.nodes() > 1, "several nodes");
            evidence.acrossNodes(one, several).stream()
                    .map(pair -> Finding.of(
                            pair.ratio(1),
                            TEXT.bound(),
                            List.of(pair.one().time(), pair.other().time())))
                    .forEach(findings::add);
        }
        return findings.stream()
                .max(Comparator.comparingDouble(Finding::figure))
                .orElseGet(() -> Finding.notMeasured(
                        "a kernel on one node and on several: a cluster, by jobs/rxt submit jobs/cluster.yaml"));
    }
}
