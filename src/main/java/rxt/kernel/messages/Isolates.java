package rxt.kernel.messages;

import java.lang.foreign.MemorySegment;
import java.util.List;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/**
 * Every worker makes its share of the objects, hands them on to the next worker, and changes them afterwards. Over a
 * {@code channel} the next one has deep copies, by Java's serialisation, and never sees a change: as between interpreters
 * that share nothing. On the {@code shared} heap of a rank it has the objects themselves, and sees every change.
 *
 * <p>Workers are the threads of all ranks, in a ring. From the last thread of a rank to the first of the next, objects can
 * go as copies alone, one message each, which thread 0 sends and receives. A single worker hands on to itself.
 *
 * <p>Objects are numbered, and so known when they arrive; then it is counted who sees a change. On the shared heap all must;
 * that none does through a channel is what is asked, and no part of the answer.
 */
public class Isolates implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "isolates",
                    "messages",
                    "objects handed on by deep copy or on a shared heap",
                    "S1 sub-interpreters and channels",
                    List.of(
                            Parameter.whole("objects", 200, 1, 1_000_000_000, "objects over all workers"),
                            Parameter.whole("length", 1000, 1, 1 << 27, "doubles in an object"),
                            Parameter.choice(
                                    "variant", "channel", List.of("channel", "shared"), "how threads hand objects on")),
                    WeakScaling.proportional("objects"),
                    Isolates::new)
            .allocating((params, ranks) -> Memory.heap(
                    3.0 * 8 * params.longValue("length") * Math.ceilDiv(params.longValue("objects"), (long) ranks)));

    private static final int TAG = 1;

    private final Communicator world;
    private final Team team;
    private final long objects;
    private final int length;
    private final boolean copied;
    private final int size;
    private final Partition parts;
    private final Parcel[][] made;
    /** What the thread before has for each, as itself or as bytes; for thread 0 what the rank before has sent. */
    private final Parcel[][] lent;

    private final byte[][][] sent;
    private final Parcel[][] received;
    private final long[] seen;
    private final long[] intact;
    private final Team.Region handing = this::hand;
    private byte[][] outgoing = {};
    private long steps;

    Isolates(Context context) {
        world = context.world();
        team = context.team();
        objects = context.params().longValue("objects");
        length = context.params().intValue("length");
        copied = context.params().text("variant").equals("channel");
        size = Serial.bytes(new Parcel(0, length)).length;
        parts = new Partition(objects, Math.multiplyExact(world.size(), team.size()));
        made = new Parcel[team.size()][];
        lent = new Parcel[team.size()][];
        sent = new byte[team.size()][][];
        received = new Parcel[team.size()][];
        seen = new long[team.size()];
        intact = new long[team.size()];
    }

    /** An object is written and read once, whatever its copies cost. */
    @Override
    public Work work() {
        return new Work(0, 2.0 * Double.BYTES * length * objects, crossing());
    }

    /** Objects that the last threads of ranks hand on to another. */
    private long crossing() {
        long crossing = 0;
        for (int rank = 0; rank < world.size() && world.size() > 1; rank++) {
            crossing += parts.lengthOf((rank + 1) * team.size() - 1);
        }
        return crossing;
    }

    @Override
    public void step() {
        team.region(handing);
        steps++;
    }

    private void hand(Team.Member me) {
        int thread = me.thread();
        makeAndGive(thread);
        me.barrier();
        if (thread == 0 && world.size() > 1) {
            exchange();
        }
        received[thread] = take(thread);
        for (Parcel parcel : received[thread]) {
            intact[thread] += parcel.isIntact(length) ? 1 : 0;
        }
        me.barrier();
        for (Parcel parcel : made[thread]) {
            parcel.change();
        }
        me.barrier();
        for (Parcel parcel : received[thread]) {
            seen[thread] += parcel.isChanged() ? 1 : 0;
        }
    }

    private void makeAndGive(int thread) {
        int worker = world.rank() * team.size() + thread;
        Parcel[] own = new Parcel[(int) parts.lengthOf(worker)];
        for (int i = 0; i < own.length; i++) {
            own[i] = new Parcel(parts.from(worker) + i, length);
        }
        made[thread] = own;
        boolean leaves = world.size() > 1 && thread == team.size() - 1;
        int next = (thread + 1) % team.size();
        if (leaves) {
            outgoing = serialised(own);
        } else if (isCopied()) {
            sent[next] = serialised(own);
        } else {
            lent[next] = own;
        }
    }

    /** Overridden by a mutant. */
    boolean isCopied() {
        return copied;
    }

    private static byte[][] serialised(Parcel[] parcels) {
        byte[][] bytes = new byte[parcels.length][];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Serial.bytes(parcels[i]);
        }
        return bytes;
    }

    /** With the ranks to the right and to the left, an object at a time. */
    private void exchange() {
        int right = (world.rank() + 1) % world.size();
        int left = (world.rank() + world.size() - 1) % world.size();
        byte[][] incoming = new byte[(int) parts.lengthOf((left + 1) * team.size() - 1)][size];
        for (int i = 0; i < Math.max(incoming.length, outgoing.length); i++) {
            Request in = i < incoming.length
                    ? world.irecv(MemorySegment.ofArray(incoming[i]), ElementType.BYTE, left, TAG)
                    : null;
            if (i < outgoing.length) {
                world.isend(MemorySegment.ofArray(outgoing[i]), ElementType.BYTE, right, TAG)
                        .await();
            }
            if (in != null) {
                in.await();
            }
        }
        sent[0] = incoming;
    }

    private Parcel[] take(int thread) {
        if (!isCopied() && !(thread == 0 && world.size() > 1)) {
            return lent[thread];
        }
        byte[][] bytes = sent[thread];
        Parcel[] parcels = new Parcel[bytes.length];
        for (int i = 0; i < parcels.length; i++) {
            parcels[i] = copy(bytes[i]);
        }
        return parcels;
    }

    /** Overridden by a mutant. */
    Parcel copy(byte[] bytes) {
        return (Parcel) Serial.object(bytes);
    }

    /** Hashes the originals made anew and compares numbers: what came is intact, each once, and if shared seen to change. */
    @Override
    public Check verify() {
        long[] sums = new long[4];
        for (int thread = 0; thread < team.size(); thread++) {
            sums[0] += intact[thread];
            sums[1] += seen[thread];
            int worker = world.rank() * team.size() + thread;
            int before = Math.floorMod(worker - 1, parts.parts());
            for (int i = 0; i < received[thread].length; i++) {
                sums[2] += received[thread][i].number() == parts.from(before) + i ? 0 : 1;
                sums[3] += new Parcel(received[thread][i].number(), length).hash();
            }
        }
        sums = world.allreduce(sums, ReduceOp.SUM);
        Check check = Check.exact("objects received intact", steps * objects, sums[0])
                .and(Check.exact("objects in a wrong place", 0, sums[2]));
        // Of a copy none should be seen, which is for the claim to say.
        Check seen = copied ? check : check.and(Check.exact("changes seen", steps * (objects - crossing()), sums[1]));
        return seen.withDigest(sums[3]);
    }

    @Override
    public List<Observation> observations() {
        long changes = 0;
        for (long ofThread : seen) {
            changes += ofThread;
        }
        return List.of(new Observation("changes seen", "", changes), new Observation("bytes of a copy", "byte", size));
    }
}
