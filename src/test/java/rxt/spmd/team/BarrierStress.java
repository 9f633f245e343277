package rxt.spmd.team;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two members meet twice: each sees what the other wrote before the first barrier, not what it wrote after the second. */
final class BarrierStress {
    private BarrierStress() {}

    /** Members that spin. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "what the other wrote before the barrier")
    @Outcome(expect = FORBIDDEN, desc = "a barrier passed early, or a write not seen")
    @State
    public static class Spinning {
        private final Rendezvous rendezvous = new Rendezvous(2, new Parking(2, () -> Patience.of(2, 2)));
        private int x;
        private int y;

        public Spinning() {
            rendezvous.open();
        }

        @Actor
        public void first(II_Result result) {
            x = 1;
            rendezvous.barrier(0);
            result.r1 = y;
            rendezvous.barrier(0);
            x = 2;
        }

        @Actor
        public void second(II_Result result) {
            y = 1;
            rendezvous.barrier(1);
            result.r2 = x;
            rendezvous.barrier(1);
            y = 2;
        }
    }

    /** Members that park at once. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "what the other wrote before the barrier")
    @Outcome(expect = FORBIDDEN, desc = "a barrier passed early, or a write not seen")
    @State
    public static class Parked {
        private final Rendezvous rendezvous = new Rendezvous(2, new Parking(2, () -> Patience.none()));
        private int x;
        private int y;

        public Parked() {
            rendezvous.open();
        }

        @Actor
        public void first(II_Result result) {
            x = 1;
            rendezvous.barrier(0);
            result.r1 = y;
            rendezvous.barrier(0);
            x = 2;
        }

        @Actor
        public void second(II_Result result) {
            y = 1;
            rendezvous.barrier(1);
            result.r2 = x;
            rendezvous.barrier(1);
            y = 2;
        }
    }
}
