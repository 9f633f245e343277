package rxt.analysis.claim;

import java.util.List;

/** Unequal jobs in the order they come, and longest first. */
final class C27OrderOfJobs implements Claim {
    private static final Text TEXT = new Text(
            "C27",
            "Unequal jobs: the order decides the makespan.",
            "S4",
            List.of("makespan"),
            "makespan of the jobs 5 2 4 1 5 in the order they come over that with the longest first, by "
                    + "two workers",
            Bound.above(1.05, "11 units against 9 make it 1.22"),
            "A long job that comes last keeps one worker busy while the others have nothing left. Longest "
                    + "first leaves the small ones to fill the gaps; work stealing needs no order, if the jobs can "
                    + "be divided.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=makespan --set 'makespan.copies=[1,4]'"
                    + " --output outputs/c27.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        return evidence.longer(
                Wanted.of("makespan")
                        .with("policy", "fifo")
                        .with("jobs", "5 2 4 1 5")
                        .at(1, 2),
                Wanted.of("makespan")
                        .with("policy", "longest-first")
                        .with("jobs", "5 2 4 1 5")
                        .at(1, 2),
                TEXT.bound());
    }
}
