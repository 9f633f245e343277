package rxt.transport.local;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * One rank fills its cells again and again, another reads them: a part that is announced is there, and stays until it
 * is read.
 */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "every step has its own part")
@Outcome(expect = FORBIDDEN, desc = "a step without its part, or with another's")
@State
public class BoardStress {
    private final BoardSteps steps = new BoardSteps();

    @Actor
    public void owner() {
        steps.bring(true);
    }

    @Actor
    public void other(I_Result result) {
        result.r1 = steps.wrongSteps();
    }
}
