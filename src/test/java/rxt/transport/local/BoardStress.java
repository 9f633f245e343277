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

/** One rank announces steps, another reads its parts: a part that is announced is there, and stays for its step. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "nothing is announced")
@Outcome(id = "101, 0", expect = ACCEPTABLE, desc = "the first part is announced")
@Outcome(id = "0, 102", expect = ACCEPTABLE, desc = "the second part is announced later")
@Outcome(id = "101, 102", expect = ACCEPTABLE, desc = "both are announced")
@Outcome(expect = FORBIDDEN, desc = "a step without its part, or with another's")
@State
public class BoardStress {
    private final Board board = new Board(1);

    @Actor
    public void owner() {
        for (long step = 1; step <= 2; step++) {
            board.put(0, step, MemorySegment.ofArray(new long[] {100 + step}));
            board.announce(0, step);
        }
    }

    @Actor
    public void other(JJ_Result result) {
        result.r1 = part(1);
        result.r2 = part(2);
    }

    private long part(long step) {
        if (!board.hasAnnounced(0, step)) {
            return 0;
        }
        return board.bytes(0, step) == 8 ? board.memory().get(ValueLayout.JAVA_LONG, board.partAt(0, step)) : -1;
    }
}
