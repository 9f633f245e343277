package rxt.transport.local;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** A sender that writes the stamp of its slot before the message, for the proof that the harness finds it. */
@JCStressTest
@Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "none is seen")
@Outcome(id = "1, 101", expect = ACCEPTABLE, desc = "the whole message is seen")
@Outcome(expect = FORBIDDEN, desc = "a message without its envelope or payload")
@State
public class BrokenRingStress {
    private final Ring.Reader reader = new Ring.Reader(new Ring());

    @Actor
    public void sender() {
        MemorySegment memory = reader.memory();
        ValueLayout.JAVA_LONG.varHandle().setRelease(memory, Ring.FIRST_SLOT, 1L);
        ValueLayout.JAVA_LONG.varHandle().setRelease(memory, Ring.FIRST_SLOT + Ring.BYTES, 8L);
        ValueLayout.JAVA_LONG.varHandle().setRelease(memory, Ring.FIRST_SLOT + Ring.ENVELOPE, 1L);
        ValueLayout.JAVA_LONG.varHandle().setRelease(memory, Ring.FIRST_SLOT + Ring.INLINE, 101L);
    }

    @Actor
    public void receiver(JJ_Result result) {
        boolean isReady = reader.isReady();
        result.r1 = isReady ? reader.envelope() : -1;
        result.r2 = isReady ? reader.payload().get(ValueLayout.JAVA_LONG, reader.payloadAt()) : -1;
    }
}
