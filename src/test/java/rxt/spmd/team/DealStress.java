package rxt.spmd.team;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Two members take chunks at once: each chunk is run exactly once. */
final class DealStress {
    private DealStress() {}

    /** Parts of three chunks of one index; whoever is first takes of the other's too. */
    @JCStressTest
    @Outcome(id = "111111", expect = ACCEPTABLE, desc = "each chunk once")
    @Outcome(expect = FORBIDDEN, desc = "a chunk twice or not at all")
    @State
    public static class Dynamic {
        private final Deal deal = new Deal(2);
        private final AtomicIntegerArray runs = new AtomicIntegerArray(6);

        @Actor
        public void first() {
            deal.run(0, Range.of(0, 6), Schedule.dynamic(1), (from, to) -> count(runs, from, to));
        }

        @Actor
        public void second() {
            deal.run(1, Range.of(0, 6), Schedule.dynamic(1), (from, to) -> count(runs, from, to));
        }

        @Arbiter
        public void result(L_Result result) {
            result.r1 = digits(runs);
        }
    }

    /** Three parts of two chunks of one index, the last of a member that never comes. */
    @JCStressTest
    @Outcome(id = "111111", expect = ACCEPTABLE, desc = "each chunk once")
    @Outcome(expect = FORBIDDEN, desc = "a chunk twice or not at all")
    @State
    public static class DynamicOfAnAbsentMember {
        private final Deal deal = new Deal(3);
        private final AtomicIntegerArray runs = new AtomicIntegerArray(6);

        @Actor
        public void first() {
            deal.run(0, Range.of(0, 6), Schedule.dynamic(1), (from, to) -> count(runs, from, to));
        }

        @Actor
        public void second() {
            deal.run(1, Range.of(0, 6), Schedule.dynamic(1), (from, to) -> count(runs, from, to));
        }

        @Arbiter
        public void result(L_Result result) {
            result.r1 = digits(runs);
        }
    }

    /** Six chunks of one index, all from one counter. */
    @JCStressTest
    @Outcome(id = "111111", expect = ACCEPTABLE, desc = "each chunk once")
    @Outcome(expect = FORBIDDEN, desc = "a chunk twice or not at all")
    @State
    public static class Monotonic {
        private final Deal deal = new Deal(2);
        private final AtomicIntegerArray runs = new AtomicIntegerArray(6);

        @Actor
        public void first() {
            deal.run(0, Range.of(0, 6), Schedule.monotonic(1), (from, to) -> count(runs, from, to));
        }

        @Actor
        public void second() {
            deal.run(1, Range.of(0, 6), Schedule.monotonic(1), (from, to) -> count(runs, from, to));
        }

        @Arbiter
        public void result(L_Result result) {
            result.r1 = digits(runs);
        }
    }

    /** Chunks of 4, 2, 1 and 1 indices. */
    @JCStressTest
    @Outcome(id = "11111111", expect = ACCEPTABLE, desc = "each index once")
    @Outcome(expect = FORBIDDEN, desc = "an index twice or not at all")
    @State
    public static class Guided {
        private final Deal deal = new Deal(2);
        private final AtomicIntegerArray runs = new AtomicIntegerArray(8);

        @Actor
        public void first() {
            deal.run(0, Range.of(0, 8), Schedule.guided(1), (from, to) -> count(runs, from, to));
        }

        @Actor
        public void second() {
            deal.run(1, Range.of(0, 8), Schedule.guided(1), (from, to) -> count(runs, from, to));
        }

        @Arbiter
        public void result(L_Result result) {
            result.r1 = digits(runs);
        }
    }

    static void count(AtomicIntegerArray runs, long from, long to) {
        for (long i = from; i < to; i++) {
            runs.incrementAndGet((int) i);
        }
    }

    static String digits(AtomicIntegerArray runs) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < runs.length(); i++) {
            digits.append(runs.get(i));
        }
        return digits.toString();
    }
}
