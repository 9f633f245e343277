package rxt.analysis.claim;

import java.util.List;

/** A list behind a server and the same list in shared memory. */
final class C11ManagedObject implements Claim {
    private static final Text TEXT = new Text(
            "C11",
            "A managed (server) object is slower than shared memory.",
            "S1",
            List.of("manager"),
            "time of all accesses of two ranks through the manager over that in shared memory",
            Bound.above(
                    2,
                    "in shared memory both ranks work, of the manager one is the server: "
                            + "that alone may make it 2"),
            "Each access through a manager is a request, a wait and an answer; in shared memory it is a "
                    + "load or a store. A manager serves any object to any process, and one at a time: it is the "
                    + "bottleneck.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=manager --set 'manager.n=[1000,100000]'"
                    + " --output outputs/c11.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        return evidence.longer(
                Wanted.of("manager").with("access", "manager").inProcesses().at(2, 1),
                Wanted.of("manager").with("access", "shared").at(2, 1),
                TEXT.bound());
    }
}
