package rxt.analysis.claim;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The same kernel on one node and on several. */
final class C29SeveralNodes implements Claim {
    private static final Text TEXT = new Text(
            "C29",
            "Distributed memory scales past one node; shared memory does not.",
            "S3",
            List.of("pi"),
            "time on all CPUs of one node over that on several nodes",
            Bound.above(1.2, "a fifth is past the noise of a network"),
            "Threads end where the memory of their node ends; ranks send messages across. Whether that "
                    + "pays is a matter of how much is sent for how much is computed. What to try next is for "
                    + "a job of two nodes, such as salloc --nodes=2 gives.",
            "jobs/rxt run jobs/cluster.yaml --set pi.darts=20000000 --output outputs/c29.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        for (String kernel : evidence.kernels()) {
            Wanted one = Wanted.of(kernel).where(cell -> cell.nodes() == 1, "one node");
            Wanted several = Wanted.of(kernel).where(cell -> cell.nodes() > 1, "several nodes");
            Optional<Evidence.Pair> pair = evidence.pairs(one, several).stream()
                    .filter(C29SeveralNodes::fillNodes)
                    .max(Comparator.comparingInt(p -> p.other().cell().workers()));
            if (pair.isPresent()) {
                return Finding.of(
                        pair.get().ratio(1),
                        TEXT.bound(),
                        List.of(pair.get().one().time(), pair.get().other().time()));
            }
        }
        return Finding.notMeasured(
                        "a kernel on all CPUs of one node and of several: a cluster, by jobs/rxt submit jobs/cluster.yaml")
                .unless(evidence.faults(_ -> true));
    }

    private static boolean fillNodes(Evidence.Pair pair) {
        int cpus = pair.one().environment().cores();
        return pair.one().cell().workers() == cpus
                && pair.other().cell().workers() == cpus * pair.other().cell().nodes();
    }
}
