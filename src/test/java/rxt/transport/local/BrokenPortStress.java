package rxt.transport.local;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import rxt.spmd.Request;
import rxt.spmd.ThreadLevel;

/**
 * Two threads of a rank that was granted one at a time, so that its port has no lock, for the proof that the harness
 * finds it.
 */
@JCStressTest
@Outcome(id = "in order", expect = ACCEPTABLE, desc = "each sender's messages once and in order")
@Outcome(expect = FORBIDDEN, desc = "a message lost, twice or out of order")
@State
public class BrokenPortStress {
    private static final int EACH = 3;

    private final PortSteps steps = new PortSteps(2, ThreadLevel.SERIALIZED);

    public BrokenPortStress() {
        // The ring is there before: without it each thread would make one of its own.
        Request _ = steps.isend(0, 1, 21);
        long _ = steps.recv(1, 0, PortSteps.TAG);
    }

    @Actor
    public void first() {
        send(0);
    }

    @Actor
    public void second() {
        send(1);
    }

    private void send(int sender) {
        for (int n = 1; n <= EACH; n++) {
            Request _ = steps.isend(0, 1, 10L * sender + n);
        }
    }

    @Arbiter
    public void result(L_Result result) {
        result.r1 = PortSteps.verdict(steps.drained(0, 1), 2, EACH);
    }
}
