package rxt.spmd.team;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.D_Result;

/** Two members sum parts of one range and end their region: block k adds 2ᵏ, so every lost or double part shows. */
@JCStressTest
@Outcome(id = "63.0", expect = ACCEPTABLE, desc = "each block once")
@Outcome(expect = FORBIDDEN, desc = "a block lost, twice or not seen")
@State
public class ReductionStress {
    private final Rendezvous rendezvous = new Rendezvous(2, new Parking(2, () -> Patience.of(2, 2)));
    private final DoubleSum sum = new DoubleSum(2);

    @Actor
    public void caller(D_Result result) {
        sum.open(new Range(0, 6, 1), (from, _) -> 1L << from);
        rendezvous.open();
        sum.run(0, 2);
        rendezvous.leave(0);
        rendezvous.awaitEnd();
        result.r1 = sum.result();
    }

    @Actor
    public void worker() {
        rendezvous.awaitStart(1, 1);
        sum.run(1, 2);
        rendezvous.leave(1);
    }
}
