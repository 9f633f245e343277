package rxt.spmd.team;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A caller starts a region and waits for its end: the worker sees what it wrote before, and it what the worker wrote. */
final class RegionStress {
    private RegionStress() {}

    /** Members that spin. */
    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "both saw what the other wrote")
    @Outcome(expect = FORBIDDEN, desc = "a region started or ended before it was published")
    @State
    public static class Spinning {
        private final Rendezvous rendezvous = new Rendezvous(2, new Parking(2, () -> Patience.of(2, 2)));
        private int question;
        private int answer;

        @Actor
        public void caller(II_Result result) {
            question = 1;
            rendezvous.open();
            rendezvous.leave(0);
            rendezvous.awaitEnd();
            result.r2 = answer;
        }

        @Actor
        public void worker(II_Result result) {
            rendezvous.awaitStart(1, 1);
            result.r1 = question;
            answer = 2;
            rendezvous.leave(1);
        }
    }

    /** Members that park at once: a lost wake-up would hang. */
    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "both saw what the other wrote")
    @Outcome(expect = FORBIDDEN, desc = "a region started or ended before it was published")
    @State
    public static class Parked {
        private final Rendezvous rendezvous = new Rendezvous(2, new Parking(2, () -> Patience.none()));
        private int question;
        private int answer;

        @Actor
        public void caller(II_Result result) {
            question = 1;
            rendezvous.open();
            rendezvous.leave(0);
            rendezvous.awaitEnd();
            result.r2 = answer;
        }

        @Actor
        public void worker(II_Result result) {
            rendezvous.awaitStart(1, 1);
            result.r1 = question;
            answer = 2;
            rendezvous.leave(1);
        }
    }
}
