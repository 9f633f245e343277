package rxt.spmd.team;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two members come to a single at once: one of them runs it. */
@JCStressTest
@Outcome(
        id = {"1, 0", "0, 1"},
        expect = ACCEPTABLE,
        desc = "one of them")
@Outcome(expect = FORBIDDEN, desc = "both or none")
@State
public class SingleStress {
    private final Sharing sharing = new Sharing(2);

    @Actor
    public void first(II_Result result) {
        result.r1 = sharing.claim(sharing.begin(0)) ? 1 : 0;
    }

    @Actor
    public void second(II_Result result) {
        result.r2 = sharing.claim(sharing.begin(1)) ? 1 : 0;
    }
}
