package rxt.transport.local;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** One rank writes a ring, another reads it, at once. */
final class RingStress {
    private static final int QUARTER = Ring.SLOTS / 4;

    private RingStress() {}

    private static void put(Ring.Writer writer, long number, int words) {
        long[] payload = new long[words];
        payload[words - 1] = 100 + number;
        writer.put(number, MemorySegment.ofArray(payload), (long) words * Long.BYTES);
    }

    /** Envelope and last word of the message that is ready, in one number; −1 where there is none. */
    private static long take(Ring.Reader reader) {
        if (!reader.isReady()) {
            return -1;
        }
        long last = reader.payloadAt() + reader.bytes() - Long.BYTES;
        long answer = reader.envelope() * 1000 + reader.payload().get(ValueLayout.JAVA_LONG, last);
        reader.advance();
        return answer;
    }

    /** A message that is seen is seen whole, in the slot and in its page; two are seen in order. */
    @JCStressTest
    @Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "none is seen")
    @Outcome(id = "1101, -1", expect = ACCEPTABLE, desc = "the first is seen")
    @Outcome(id = "-1, 1101", expect = ACCEPTABLE, desc = "the first is seen later")
    @Outcome(id = "1101, 2102", expect = ACCEPTABLE, desc = "both are seen")
    @Outcome(expect = FORBIDDEN, desc = "a message without its payload, or out of order")
    @State
    public static class Publication {
        private final Ring ring = new Ring();
        private final Ring.Writer writer = new Ring.Writer(ring);
        private final Ring.Reader reader = new Ring.Reader(ring);

        @Actor
        public void sender() {
            put(writer, 1, 5);
            put(writer, 2, 1);
        }

        @Actor
        public void receiver(JJ_Result result) {
            result.r1 = take(reader);
            result.r2 = take(reader);
        }
    }

    /** A full ring: the sender may write again once a quarter was read, and overwrites nothing that was not. */
    @JCStressTest
    @Outcome(id = "64", expect = ACCEPTABLE, desc = "no room yet, 64 messages in order")
    @Outcome(id = "65", expect = ACCEPTABLE, desc = "one more, 65 messages in order")
    @Outcome(expect = FORBIDDEN, desc = "a message lost, overwritten or out of order")
    @State
    public static class Full {
        private final Ring ring = new Ring();
        private final Ring.Writer writer = new Ring.Writer(ring);
        private final Ring.Reader reader = new Ring.Reader(ring);
        private long next;
        private boolean isWrong;

        public Full() {
            for (int n = 0; n < Ring.SLOTS; n++) {
                put(writer, n, 1);
            }
        }

        @Actor
        public void sender() {
            if (writer.hasRoom()) {
                put(writer, Ring.SLOTS, 1);
            }
        }

        @Actor
        public void receiver() {
            for (int n = 0; n < QUARTER; n++) {
                takeNext();
            }
        }

        @Arbiter
        public void result(L_Result result) {
            while (reader.isReady()) {
                takeNext();
            }
            result.r1 = isWrong ? "wrong at " + next : "" + next;
        }

        private void takeNext() {
            isWrong |= take(reader) != next * 1000 + 100 + next;
            next++;
        }
    }
}
