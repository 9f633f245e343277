package rxt.transport.local;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.L_Result;
import rxt.spmd.ElementType;
import rxt.spmd.Request;
import rxt.spmd.ThreadLevel;

/** Two threads of one rank at one {@link Port} at once, and ranks that sleep at once. */
final class PortStress {
    private static final int EACH = 3;

    private PortStress() {}

    /** Two threads of rank 0 send to rank 1; what is in the ring before leaves room for some of their messages only. */
    abstract static class Senders {
        private final PortSteps steps = new PortSteps(2, ThreadLevel.MULTIPLE);
        private final int before;

        Senders(int room) {
            before = Ring.SLOTS - room;
            for (int n = 0; n < before; n++) {
                Request _ = steps.isend(0, 1, -1 - n);
            }
        }

        final void send(int sender) {
            for (int n = 1; n <= EACH; n++) {
                Request _ = steps.isend(0, 1, 10L * sender + n);
            }
        }

        final String verdict() {
            long[] values = steps.drained(0, 1);
            long[] first = Arrays.copyOf(values, before);
            boolean kept = Arrays.equals(
                    first, LongStream.range(0, before).map(n -> -1 - n).toArray());
            return kept && values.length >= before
                    ? PortSteps.verdict(Arrays.copyOfRange(values, before, values.length), 2, EACH)
                    : "what was sent before: " + Arrays.toString(first);
        }
    }

    /** All go to the ring. */
    @JCStressTest
    @Outcome(id = "in order", expect = ACCEPTABLE, desc = "each sender's messages once and in order")
    @Outcome(expect = FORBIDDEN, desc = "a message lost, twice or out of order")
    @State
    public static class SendersWithRoom extends Senders {
        public SendersWithRoom() {
            super(Ring.SLOTS);
        }

        @Actor
        public void first() {
            send(0);
        }

        @Actor
        public void second() {
            send(1);
        }

        @Arbiter
        public void result(L_Result result) {
            result.r1 = verdict();
        }
    }

    /** The ring becomes full, and the rest waits in the outbox. */
    @JCStressTest
    @Outcome(id = "in order", expect = ACCEPTABLE, desc = "each sender's messages once and in order")
    @Outcome(expect = FORBIDDEN, desc = "a message lost, twice or out of order")
    @State
    public static class SendersOfAFullRing extends Senders {
        public SendersOfAFullRing() {
            super(2);
        }

        @Actor
        public void first() {
            send(0);
        }

        @Actor
        public void second() {
            send(1);
        }

        @Arbiter
        public void result(L_Result result) {
            result.r1 = verdict();
        }
    }

    /** Four messages are there; two threads receive two each of the same source and tag. */
    @JCStressTest
    @Outcome(id = "12, 34", expect = ACCEPTABLE, desc = "each once, each thread's in order")
    @Outcome(id = "13, 24", expect = ACCEPTABLE, desc = "each once, each thread's in order")
    @Outcome(id = "14, 23", expect = ACCEPTABLE, desc = "each once, each thread's in order")
    @Outcome(id = "23, 14", expect = ACCEPTABLE, desc = "each once, each thread's in order")
    @Outcome(id = "24, 13", expect = ACCEPTABLE, desc = "each once, each thread's in order")
    @Outcome(id = "34, 12", expect = ACCEPTABLE, desc = "each once, each thread's in order")
    @Outcome(expect = FORBIDDEN, desc = "a message lost, twice or out of order")
    @State
    public static class Receivers {
        private final PortSteps steps = new PortSteps(2, ThreadLevel.MULTIPLE);

        public Receivers() {
            for (int n = 1; n <= 4; n++) {
                Request _ = steps.isend(0, 1, n);
            }
        }

        @Actor
        public void first(JJ_Result result) {
            result.r1 = 10 * steps.recv(1, 0, PortSteps.TAG) + steps.recv(1, 0, PortSteps.TAG);
        }

        @Actor
        public void second(JJ_Result result) {
            result.r2 = 10 * steps.recv(1, 0, PortSteps.TAG) + steps.recv(1, 0, PortSteps.TAG);
        }
    }

    /** A thread sleeps for messages that another thread of its rank sends. */
    @JCStressTest
    @Outcome(id = "12, 3", expect = ACCEPTABLE, desc = "in order, and the sender is answered")
    @Outcome(expect = FORBIDDEN, desc = "a message lost, twice or out of order")
    @State
    public static class SleepersOfOneRank {
        private final PortSteps steps = new PortSteps(1, ThreadLevel.MULTIPLE);

        @Actor
        public void receiver(JJ_Result result) {
            long first = steps.recv(0, 0, PortSteps.TAG);
            result.r1 = 10 * first + steps.recv(0, 0, PortSteps.TAG);
            steps.rank(0).send(PortSteps.segment(3), ElementType.LONG, 0, PortSteps.TAG + 1);
        }

        @Actor
        public void sender(JJ_Result result) {
            steps.rank(0).send(PortSteps.segment(1), ElementType.LONG, 0, PortSteps.TAG);
            steps.rank(0).send(PortSteps.segment(2), ElementType.LONG, 0, PortSteps.TAG);
            result.r2 = steps.recv(0, 0, PortSteps.TAG + 1);
        }
    }

    /** Both threads of a rank send what stays with its sender until the other has it, then receive the other's. */
    @JCStressTest
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "each has the other's")
    @Outcome(expect = FORBIDDEN, desc = "a message lost, twice or of another")
    @State
    public static class LongMessages {
        private static final int WORDS = Ring.EAGER_BYTES / Long.BYTES + 1;

        private final PortSteps steps = new PortSteps(1, ThreadLevel.MULTIPLE);

        @Actor
        public void first(JJ_Result result) {
            result.r1 = exchange(1, 0, 1);
        }

        @Actor
        public void second(JJ_Result result) {
            result.r2 = exchange(2, 1, 0);
        }

        /** The last word of the message of the other, its first as well, if they are equal. */
        private long exchange(long mine, int tag, int otherTag) {
            long[] send = new long[WORDS];
            Arrays.fill(send, mine);
            long[] recv = new long[WORDS];
            Request sent = steps.rank(0).isend(MemorySegment.ofArray(send), ElementType.LONG, 0, tag);
            Request taken = steps.rank(0).irecv(MemorySegment.ofArray(recv), ElementType.LONG, 0, otherTag);
            boolean came = PortSteps.inTime(taken) && PortSteps.inTime(sent);
            return came && recv[0] == recv[WORDS - 1] ? recv[0] : -1;
        }
    }

    /** What a rank sleeps for lies behind messages that it does not wait for, and nothing comes after. */
    abstract static class BehindOthers {
        private final PortSteps steps;

        BehindOthers(ThreadLevel level) {
            steps = new PortSteps(2, level);
        }

        final void send() {
            for (int tag = 1; tag <= 3; tag++) {
                steps.rank(0).send(PortSteps.segment(tag), ElementType.LONG, 1, tag);
            }
        }

        final long received() {
            return 100 * steps.recv(1, 0, 3) + 10 * steps.recv(1, 0, 2) + steps.recv(1, 0, 1);
        }
    }

    /** One thread of a rank at a time. */
    @JCStressTest
    @Outcome(id = "321", expect = ACCEPTABLE, desc = "all come")
    @Outcome(expect = FORBIDDEN, desc = "another message than asked for")
    @State
    public static class BehindOthersAlone extends BehindOthers {
        public BehindOthersAlone() {
            super(ThreadLevel.SERIALIZED);
        }

        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void receiver(L_Result result) {
            result.r1 = received();
        }
    }

    /** With the lock that several threads need. */
    @JCStressTest
    @Outcome(id = "321", expect = ACCEPTABLE, desc = "all come")
    @Outcome(expect = FORBIDDEN, desc = "another message than asked for")
    @State
    public static class BehindOthersLocked extends BehindOthers {
        public BehindOthersLocked() {
            super(ThreadLevel.MULTIPLE);
        }

        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void receiver(L_Result result) {
            result.r1 = received();
        }
    }
}
