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

/** A deal that two members can break, for the proof that the harness finds it: its counter is read, then written. */
@JCStressTest
@Outcome(id = "111111", expect = ACCEPTABLE, desc = "each chunk once")
@Outcome(expect = FORBIDDEN, desc = "a chunk twice")
@State
public class BrokenDealStress {
    private final AtomicIntegerArray runs = new AtomicIntegerArray(6);
    private volatile long next;

    @Actor
    public void first() {
        run();
    }

    @Actor
    public void second() {
        run();
    }

    @Arbiter
    public void result(L_Result result) {
        result.r1 = DealStress.digits(runs);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // The fault itself.
    private void run() {
        for (long k = next++; k < runs.length(); k = next++) {
            DealStress.count(runs, k, k + 1);
        }
    }
}
