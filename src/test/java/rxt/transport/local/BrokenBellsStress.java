package rxt.transport.local;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The protocol of {@link Bells} without its fences, for the proof that the harness finds a lost wake-up. */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the message is seen")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the sleeper is seen")
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "both see the other")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "the wake-up is lost")
@State
public class BrokenBellsStress {
    private final AtomicInteger message = new AtomicInteger();
    private final AtomicInteger sleepers = new AtomicInteger();

    @Actor
    public void sleeper(ZZ_Result result) {
        sleepers.setRelease(1);
        result.r1 = message.getAcquire() != 0;
    }

    @Actor
    public void sender(ZZ_Result result) {
        message.setRelease(1);
        result.r2 = sleepers.getAcquire() != 0;
    }
}
