package rxt.spmd.team;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two members add to a plain number three times each, under the lock of a crew. */
final class CriticalStress {
    private CriticalStress() {}

    /** Members that spin. */
    @JCStressTest
    @Outcome(id = "6", expect = ACCEPTABLE, desc = "one after the other")
    @Outcome(expect = FORBIDDEN, desc = "both at once")
    @State
    public static class Spinning {
        private final Exclusion exclusion = new Exclusion(new Parking(2, () -> Patience.of(2, 2)));
        private int count;

        @Actor
        public void first() {
            for (int k = 0; k < 3; k++) {
                exclusion.run(0, () -> count++);
            }
        }

        @Actor
        public void second() {
            for (int k = 0; k < 3; k++) {
                exclusion.run(1, () -> count++);
            }
        }

        @Arbiter
        public void result(I_Result result) {
            result.r1 = count;
        }
    }

    /** Members that park at once. */
    @JCStressTest
    @Outcome(id = "6", expect = ACCEPTABLE, desc = "one after the other")
    @Outcome(expect = FORBIDDEN, desc = "both at once")
    @State
    public static class Parked {
        private final Exclusion exclusion = new Exclusion(new Parking(2, () -> Patience.none()));
        private int count;

        @Actor
        public void first() {
            for (int k = 0; k < 3; k++) {
                exclusion.run(0, () -> count++);
            }
        }

        @Actor
        public void second() {
            for (int k = 0; k < 3; k++) {
                exclusion.run(1, () -> count++);
            }
        }

        @Arbiter
        public void result(I_Result result) {
            result.r1 = count;
        }
    }
}
