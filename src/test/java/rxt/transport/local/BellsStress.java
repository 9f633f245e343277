package rxt.transport.local;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import rxt.spmd.ThreadLevel;

/** One thread is about to sleep while another has something for it. */
final class BellsStress {
    private static final long LOST_NANOS = 2_000_000_000L;

    private BellsStress() {}

    /** Sleeps as {@link Port} does unless {@code hasCome}; far longer than any wake-up takes is a lost one. */
    private static String sleep(Bells bells, java.util.function.BooleanSupplier hasCome) {
        long start = System.nanoTime();
        bells.enlist(0);
        while (!hasCome.getAsBoolean() && System.nanoTime() - start < LOST_NANOS) {
            LockSupport.parkNanos(LOST_NANOS);
        }
        bells.leave(0);
        return System.nanoTime() - start < LOST_NANOS ? "came" : "lost";
    }

    /** The sleeper sees the message, or the sender the sleeper. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the message is seen")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the sleeper is seen")
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "both see the other")
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "the wake-up is lost")
    @State
    public static class SeenByOne {
        private final Bells bells = new Bells(1);
        private final Ring ring = new Ring();
        private final Ring.Writer writer = new Ring.Writer(ring);
        private final Ring.Reader reader = new Ring.Reader(ring);

        @Actor
        public void sleeper(ZZ_Result result) {
            bells.enlist(0);
            result.r1 = reader.isReady();
        }

        @Actor
        public void sender(ZZ_Result result) {
            writer.put(1, MemorySegment.ofArray(new long[1]), Long.BYTES);
            result.r2 = bells.ring(0);
        }
    }

    /** The same with real sleep. */
    @JCStressTest
    @Outcome(id = "came", expect = ACCEPTABLE, desc = "the sleeper is awake in time")
    @Outcome(id = "lost", expect = FORBIDDEN, desc = "the wake-up is lost")
    @State
    public static class Message {
        private final Bells bells = new Bells(1);
        private final Ring ring = new Ring();
        private final Ring.Writer writer = new Ring.Writer(ring);
        private final Ring.Reader reader = new Ring.Reader(ring);

        @Actor
        public void sleeper(L_Result result) {
            result.r1 = sleep(bells, reader::isReady);
        }

        @Actor
        public void sender() {
            writer.put(1, MemorySegment.ofArray(new long[1]), Long.BYTES);
            bells.ring(0);
        }
    }

    /** The world is poisoned while a rank goes to sleep. */
    @JCStressTest
    @Outcome(id = "came", expect = ACCEPTABLE, desc = "the sleeper is awake in time")
    @Outcome(id = "lost", expect = FORBIDDEN, desc = "the wake-up is lost")
    @State
    public static class Poison {
        private final World world = new World(2, ThreadLevel.SERIALIZED);
        private final Throwable cause = new Throwable("rank 1 fails", null, false, false) {
            private static final long serialVersionUID = 1L;
        };

        @Actor
        public void sleeper(L_Result result) {
            result.r1 = sleep(world.bells(), () -> !world.isHealthy());
        }

        @Actor
        public void failing() {
            world.poison(1, cause);
        }
    }
}
