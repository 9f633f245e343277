package rxt.spmd.team;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/** Two members add to a plain number three times each, under the lock of a crew, which is free afterwards. */
final class CriticalStress {
    private static final int TIMES = 3;

    private CriticalStress() {}

    public abstract static class Contended {
        private final Exclusion exclusion;
        private int count;

        Contended(Exclusion exclusion) {
            this.exclusion = exclusion;
        }

        void add(int member) {
            for (int k = 0; k < TIMES; k++) {
                exclusion.run(member, () -> count++);
            }
        }

        void report(IZ_Result result) {
            result.r1 = count;
            result.r2 = exclusion.isFree();
        }
    }

    /** Members that spin. */
    @JCStressTest
    @Outcome(id = "6, true", expect = ACCEPTABLE, desc = "one after the other")
    @Outcome(expect = FORBIDDEN, desc = "both at once, or left to somebody")
    @State
    public static class Spinning extends Contended {
        public Spinning() {
            super(new Exclusion(new Parking(2, () -> Patience.of(2, 2))));
        }

        @Actor
        public void first() {
            add(0);
        }

        @Actor
        public void second() {
            add(1);
        }

        @Arbiter
        public void result(IZ_Result result) {
            report(result);
        }
    }

    /** Members that spin and become heirs at once. */
    @JCStressTest
    @Outcome(id = "6, true", expect = ACCEPTABLE, desc = "one after the other")
    @Outcome(expect = FORBIDDEN, desc = "both at once, or left to somebody")
    @State
    public static class Heirs extends Contended {
        public Heirs() {
            super(new Exclusion(new Parking(2, () -> Patience.of(2, 2)), 0));
        }

        @Actor
        public void first() {
            add(0);
        }

        @Actor
        public void second() {
            add(1);
        }

        @Arbiter
        public void result(IZ_Result result) {
            report(result);
        }
    }

    /** Members that park at once. */
    @JCStressTest
    @Outcome(id = "6, true", expect = ACCEPTABLE, desc = "one after the other")
    @Outcome(expect = FORBIDDEN, desc = "both at once, or left to somebody")
    @State
    public static class Parked extends Contended {
        public Parked() {
            super(new Exclusion(new Parking(2, Patience::none), 0));
        }

        @Actor
        public void first() {
            add(0);
        }

        @Actor
        public void second() {
            add(1);
        }

        @Arbiter
        public void result(IZ_Result result) {
            report(result);
        }
    }
}
