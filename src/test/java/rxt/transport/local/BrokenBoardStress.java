package rxt.transport.local;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** An owner that fills a cell while it is still read, for the proof that the harness finds it. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "every step has its own part")
@Outcome(expect = FORBIDDEN, desc = "a step without its part, or with another's")
@State
public class BrokenBoardStress {
    private final BoardSteps steps = new BoardSteps();

    @Actor
    public void owner() {
        steps.bring(false);
    }

    @Actor
    public void other(I_Result result) {
        result.r1 = steps.wrongSteps();
    }
}
