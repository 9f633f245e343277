package rxt.measure.core;

import java.lang.foreign.MemorySegment;
import rxt.record.CoreCase;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.Requests;

/** Rank 0 has 64 messages in flight to rank 1, each into its own buffer; a word comes back. One message. */
final class Bandwidth implements Operation {
    private static final int WINDOW = 64;
    private static final int TAG = 7;

    private final Communicator world;
    private final long bytes;
    private final MemorySegment out;
    private final MemorySegment in;
    private final MemorySegment[] slots = new MemorySegment[WINDOW];
    private final MemorySegment answer;
    private final Requests requests = new Requests();
    private long stamp;
    private long expected;
    private long sum;

    Bandwidth(Communicator world, CoreCase what) {
        this.world = world;
        this.bytes = what.bytes();
        this.out = Payload.numbered(bytes, what.buffer());
        this.in = Payload.allocate(world.rank() == 1 ? WINDOW * bytes : 0, what.buffer());
        this.answer = Payload.allocate(Long.BYTES, what.buffer());
        for (int k = 0; k < WINDOW && world.rank() == 1; k++) {
            slots[k] = in.asSlice(k * bytes, bytes);
        }
    }

    @Override
    public int per() {
        return WINDOW;
    }

    @Override
    public void chunk(int count) {
        for (int i = 0; i < count; i++) {
            if (world.rank() == 0) {
                send();
            } else {
                receive();
            }
        }
    }

    private void send() {
        out.set(Payload.WORD, 0, ++stamp);
        expected += WINDOW * stamp;
        for (int k = 0; k < WINDOW; k++) {
            requests.add(world.isend(out, ElementType.LONG, 1, TAG));
        }
        requests.waitAll();
        requests.clear();
        world.recv(answer, ElementType.LONG, 1, TAG);
        sum = answer.get(Payload.WORD, 0);
    }

    private void receive() {
        for (int k = 0; k < WINDOW; k++) {
            requests.add(world.irecv(slots[k], ElementType.LONG, 0, TAG));
        }
        requests.waitAll();
        requests.clear();
        for (int k = 0; k < WINDOW; k++) {
            sum += slots[k].get(Payload.WORD, 0);
        }
        answer.set(Payload.WORD, 0, sum);
        world.send(answer, ElementType.LONG, 0, TAG);
    }

    @Override
    public long wrong() {
        return world.rank() == 0 ? (sum == expected ? 0 : 1) : Payload.wrong(in, bytes);
    }
}
