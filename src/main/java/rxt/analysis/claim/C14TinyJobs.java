package rxt.analysis.claim;

import java.util.List;

/** Tiny tasks handed to a pool of two threads, and done by one. */
final class C14TinyJobs implements Claim {
    private static final Text TEXT = new Text(
            "C14",
            "A tiny job is slower in parallel than serially.",
            "S4",
            List.of("pool-map"),
            "time of the tasks by a pool of two threads over that by a plain loop",
            Bound.above(1.05, "slower is more than 1, and less than a twentieth more is a tie"),
            "Handing a task over costs more than cubing a number. Larger chunks pay off: the break-even "
                    + "is where the work of a chunk exceeds the hand-over.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=pool-map --set 'pool-map.chunk=[1,1000]'"
                    + " --output outputs/c14.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        return evidence.longer(
                Wanted.of("pool-map")
                        .with("variant", "executor")
                        .with("chunk", "1")
                        .at(1, 2),
                Wanted.of("pool-map").with("variant", "serial").at(1, 1),
                TEXT.bound(),
                "chunk");
    }
}
