package rxt.measure.core;

import java.lang.foreign.MemorySegment;
import rxt.record.CoreCase;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;

/** Rank 0 sends, rank 1 sends back what it received; the first word of a message is its number. Half a round trip. */
final class PingPong implements Operation {
    private static final int TAG = 7;

    private final Communicator world;
    private final MemorySegment out;
    private final MemorySegment in;
    private long stamp;
    private long expected;
    private long sum;

    PingPong(Communicator world, CoreCase what) {
        this.world = world;
        this.out = Payload.numbered(what.bytes(), what.buffer());
        this.in = Payload.allocate(what.bytes(), what.buffer());
    }

    @Override
    public int per() {
        return 2;
    }

    @Override
    public void chunk(int count) {
        if (world.rank() == 0) {
            ping(count);
        } else {
            pong(count);
        }
    }

    private void ping(int count) {
        for (int i = 0; i < count; i++) {
            out.set(Payload.WORD, 0, ++stamp);
            expected += stamp;
            world.send(out, ElementType.LONG, 1, TAG);
            world.recv(in, ElementType.LONG, 1, TAG);
            sum += in.get(Payload.WORD, 0);
        }
    }

    private void pong(int count) {
        for (int i = 0; i < count; i++) {
            world.recv(in, ElementType.LONG, 0, TAG);
            world.send(in, ElementType.LONG, 0, TAG);
        }
    }

    @Override
    public long wrong() {
        return (sum == expected ? 0 : 1) + Payload.wrong(in, in.byteSize());
    }
}
