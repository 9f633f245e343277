package rxt.kernel.sync;

import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongUnaryOperator;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.Params;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/**
 * Producers and consumers around a buffer of limited capacity, which makes the faster wait for the slower.
 *
 * <p>{@code across: threads}: each rank has a share of the items and a buffer of its own between the threads that produce
 * and those that consume; a thread alone fills it and empties it in turn. {@code across: ranks}: all threads of a
 * producer's rank send items to a consumer's rank, whose thread 0 puts them into its buffer and whose others take them
 * out; the consumer grants the capacity by messages, a credit for each item taken, so that the buffer has a place for
 * every item that comes; one that had none is counted. A rank alone works as its threads would. The buffer is the
 * textbook's, two semaphores and a mutex, or the library's; {@code unguarded} is the textbook's whose semaphores let
 * everybody through, to show what they are for.
 *
 * <p>Every item is consumed once. Whether the buffer ever holds fewer than 0 or more than its capacity is what is asked: it
 * is counted, and no part of the answer, but of a thread alone. Of the unguarded one
 * between threads only the number of items taken is certain, and that each was used as it is; a thread alone stays within
 * the bounds, and that is checked.
 */
public class BoundedBuffer implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "bounded-buffer",
                    "sync",
                    "producers and consumers around a buffer, by semaphores or messages",
                    "S2 Consumer-Producer model",
                    List.of(
                            Parameter.whole("items", 20_000, 1, 500_000_000, "items over all workers"),
                            Parameter.whole("capacity", 16, 1, 1_000_000, "items that a buffer holds"),
                            Parameter.whole("producers", 0, 0, 1_000_000, "of the threads or ranks; 0 for half"),
                            Parameter.choice(
                                    "variant",
                                    "textbook",
                                    List.of("textbook", "library", "unguarded"),
                                    "whose buffer it is; unguarded: without semaphores"),
                            Parameter.choice(
                                    "across", "threads", List.of("threads", "ranks"), "where items go to and fro"),
                            Parameter.whole("length", 200, 0, 1_000_000, "steps to make, and to use, an item")),
                    WeakScaling.proportional("items"),
                    BoundedBuffer::new)
            .requiring(BoundedBuffer::require)
            .allocating(
                    (params, _) -> Memory.heap(4.0 * params.longValue("items") + 16.0 * params.longValue("capacity")));

    private static final int PART = 1 << 16;

    private final Communicator world;
    private final Team team;
    private final long items;
    private final long length;
    /** All steps of an item back at once are a multiplication and an addition. */
    private final long backFactor;

    private final long backSum;
    private final int capacity;
    private final boolean byMessages;
    /** Whether items may be lost and come twice. */
    private final boolean loose;

    private final Buffer buffer;
    private final AtomicIntegerArray consumed;
    private final LongAdder answers = new LongAdder();
    private final Team.Region region;
    private final BufferMessages messages;
    private final BufferRoles threads;
    private final Partition ranks;
    /** Sum of the last step's answers. */
    private long last;

    private long steps;

    BoundedBuffer(Context context) {
        world = context.world();
        team = context.team();
        Params params = context.params();
        items = params.longValue("items");
        length = params.longValue("length");
        backSum = Calibrated.steps(0, -length);
        backFactor = Calibrated.steps(1, -length) - backSum;
        capacity = params.intValue("capacity");
        byMessages = params.text("across").equals("ranks") && world.size() > 1;
        int producers = params.intValue("producers");
        threads = BufferRoles.of(team.size(), byMessages ? 0 : producers, "threads of a rank");
        ranks = new Partition(items, world.size());
        String variant = params.text("variant");
        buffer = buffer(variant, capacity);
        loose = variant.equals("unguarded") && threads.workers() > 1;
        consumed = new AtomicIntegerArray((int) items);
        if (byMessages) {
            messages = messages(world, BufferRoles.of(world.size(), producers, "ranks"), capacity);
            region = me -> messages.member(me, buffer, this::consume);
        } else {
            messages = null;
            region = this::member;
        }
    }

    private static void require(Params params, int ranks, int threads) {
        boolean byRanks = params.text("across").equals("ranks");
        if (byRanks && params.text("variant").equals("unguarded")) {
            throw new IllegalArgumentException(
                    "variant = unguarded has no semaphores to leave out across = ranks, where"
                            + " credits guard the buffer; use across = threads");
        }
        int producers = params.intValue("producers");
        if (byRanks && ranks > 1) {
            BufferRoles.of(ranks, producers, "ranks").refuseCapacity(params.intValue("capacity"));
        } else {
            BufferRoles.of(threads, producers, "threads of a rank");
        }
    }

    /** Overridden by a test. */
    Buffer buffer(String variant, int places) {
        return switch (variant) {
            case "library" -> new QueueBuffer(places);
            case "unguarded" -> SemaphoreBuffer.unguarded(places);
            default -> new SemaphoreBuffer(places);
        };
    }

    /** Overridden by mutants. */
    BufferMessages messages(Communicator ranksOfAll, BufferRoles roles, int places) {
        return new BufferMessages(ranksOfAll, roles, items, places, this::produce);
    }

    /**
     * Two operations for each step of producers and consumers and for where an item begins, its way through the buffer,
     * and for each message its credit.
     */
    @Override
    public Work work() {
        double credited = byMessages ? 2.0 * items : 0;
        return new Work((4.0 * length + 2) * items, 2.0 * Long.BYTES * items, credited);
    }

    @Override
    public void step() {
        long before = answers.sum();
        team.region(region);
        if (byMessages) {
            messages.settle();
        }
        last = answers.sum() - before;
        steps++;
    }

    private void member(Team.Member me) {
        long first = ranks.from(world.rank());
        long own = ranks.lengthOf(world.rank());
        if (threads.workers() == 1) {
            alone(first, own);
        } else if (threads.isProducer(me.thread())) {
            Partition parts = threads.items(own);
            for (long item = first + parts.from(me.thread()); item < first + parts.to(me.thread()); item++) {
                buffer.put(produce(item));
            }
        } else {
            for (long left = threads.takes(own, me.thread()); left > 0; left--) {
                consume(buffer.take());
            }
        }
    }

    private void alone(long first, long own) {
        for (long from = first; from < first + own; from += capacity) {
            long to = Math.min(first + own, from + capacity);
            for (long item = from; item < to; item++) {
                buffer.put(produce(item));
            }
            for (long item = from; item < to; item++) {
                consume(buffer.take());
            }
        }
    }

    /** Makes an item: so many steps from where they lead to its number. */
    final long produce(long item) {
        return Calibrated.compute(backFactor * item + backSum, length);
    }

    /** Overridden by a mutant. */
    void consume(long item) {
        consumed.getAndIncrement((int) item);
        answers.add(Digest.term(item, Calibrated.compute(item, length)));
    }

    @Override
    public Check verify() {
        Check uses = Check.exact("ranks with wrong uses", 0, wrongUses());
        if (loose) {
            return Check.exact("items taken", steps * items, items(count -> count))
                    .and(uses);
        }
        Check check = Check.exact("items not consumed once", 0, items(count -> count == steps ? 0 : 1))
                .and(uses);
        if (!byMessages && threads.workers() == 1) {
            long strays = world.allreduce(buffer.strays(), ReduceOp.SUM);
            check = check.and(Check.exact("puts and takes out of bounds", 0, strays));
        }
        return (byMessages ? check.and(messages.check()) : check).withDigest(world.allreduce(last, ReduceOp.SUM));
    }

    /**
     * Sum over the items, of how often each was consumed; over the ranks in parts, since nobody knows beforehand which
     * consumer takes an item.
     */
    private long items(LongUnaryOperator term) {
        long sum = 0;
        for (int from = 0; from < items; from += PART) {
            long[] counts = new long[(int) Math.min(PART, items - from)];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = consumed.get(from + i);
            }
            for (long count : world.allreduce(counts, ReduceOp.SUM)) {
                sum += term.applyAsLong(count);
            }
        }
        return sum;
    }

    /** Ranks whose answers are not those of the items that they consumed. */
    private long wrongUses() {
        long expected = 0;
        for (int item = 0; item < items; item++) {
            long count = consumed.get(item);
            expected += count == 0 ? 0 : count * Digest.term(item, Calibrated.steps(item, length));
        }
        return world.allreduce(answers.sum() == expected ? 0 : 1, ReduceOp.SUM);
    }

    /** Over all steps, of this rank's buffer. */
    @Override
    public List<Observation> observations() {
        return List.of(
                new Observation("least size", "", buffer.least()),
                new Observation("most size", "", buffer.most()),
                new Observation("puts and takes out of bounds", "", buffer.strays()));
    }
}
