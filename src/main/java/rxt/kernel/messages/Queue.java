package rxt.kernel.messages;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import rxt.kernel.Check;
import rxt.kernel.Context;
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
 * Producers put items of n doubles into one queue of limited length, consumers take them, as many of each as one likes. The
 * queue is a {@code monitor}, from its definition, one of the JDK's, or one without locks ({@code jctools}), whose limit is
 * the next power of two; or there is a {@code pipe} in its place, with one end to put into and one to take from.
 *
 * <p>It is in the memory of rank 0, whose threads use it directly. The threads of the other ranks do so by messages that
 * thread 0 of rank 0 serves, each call with an answer; then that thread does nothing else: see {@link QueueRoles}. When all
 * producers are done, a sentinel for each consumer follows the last item. A single worker puts and takes in turns. A pipe is
 * nobody's: threads have it without a lock, and from rank to rank an item is one message.
 *
 * <p>Items are numbered, so it is known what comes out: each once, and whole. The number of messages is exact unless threads
 * beside the queue consume together with other ranks; then it is the most there can be.
 */
public class Queue implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "queue",
                    "messages",
                    "producers and consumers at one queue, over ranks and threads",
                    "S1 Queue, S4 Queue and Event workers",
                    List.of(
                            Parameter.whole("items", 10_000, 1, 1_000_000_000_000L, "items over all producers"),
                            Parameter.whole("n", 16, 1, 1 << 27, "doubles in an item"),
                            Parameter.whole("capacity", 64, 1, 1 << 20, "items that the queue has room for"),
                            Parameter.whole("producers", 0, 0, 1 << 30, "workers that produce; 0 for about half"),
                            Parameter.choice(
                                    "variant",
                                    "monitor",
                                    List.of("monitor", "array-blocking", "linked-blocking", "jctools", "pipe"),
                                    "the queue: a textbook's, the JDK's or JCTools'; or a pipe")),
                    WeakScaling.proportional("items"),
                    Queue::new)
            .requiring(Queue::roles)
            .allocating((params, _) ->
                    Memory.heap((params.longValue("capacity") + 2.0) * (16 + 8.0 * params.longValue("n"))));

    private final Communicator world;
    private final Team team;
    private final long items;
    private final int n;
    private final int capacity;
    private final QueueRoles roles;
    private final Partition ofProducers;
    private final Arena arena = Arena.ofShared();
    private final AtomicInteger producing = new AtomicInteger();
    private final QueueEnd[] ends;
    /** Where other ranks use the queue of this one; null elsewhere. */
    private final QueueServer server;

    private final QueueTally[] tallies;
    private final Team.Region working = this::work;
    private long steps;

    Queue(Context context) {
        world = context.world();
        team = context.team();
        items = context.params().longValue("items");
        n = context.params().intValue("n");
        capacity = context.params().intValue("capacity");
        roles = roles(context.params(), world.size(), team.size());
        ofProducers = new Partition(items, roles.producers());
        ends = new QueueEnd[team.size()];
        tallies = new QueueTally[team.size()];
        Arrays.setAll(tallies, _ -> new QueueTally());
        boolean piped = roles.pipe() && world.size() > 1;
        Endpoint here = new Endpoint(world, roles.pipe() ? 1 : team.size());
        if (piped || world.rank() != QueueServer.RANK) {
            server = null;
            Arrays.setAll(ends, thread -> piped ? pipe() : new QueueEnd.Remote(here, new QueueTags(thread), n, arena));
        } else {
            ItemQueue queue = ItemQueue.of(context.params().text("variant"), capacity);
            server = world.size() > 1 ? server(queue) : null;
            Arrays.setAll(ends, _ -> end(queue));
        }
    }

    private static QueueRoles roles(Params params, int ranks, int threads) {
        int producers = params.intValue("producers");
        return params.text("variant").equals("pipe")
                ? QueueRoles.ofPipe(ranks, threads, producers)
                : QueueRoles.of(ranks, threads, producers);
    }

    private QueueEnd pipe() {
        return new PipeEnd(world, 1 - world.rank(), n, capacity, arena);
    }

    private QueueServer server(ItemQueue queue) {
        return new QueueServer(world, queue, producing, arena.allocate(8L * n, Double.BYTES), team.size() == 1);
    }

    private QueueEnd end(ItemQueue queue) {
        return roles.serverProduces()
                ? new QueueEnd.Serving(server, producing)
                : new QueueEnd.Local(queue, producing, world.size() > 1 ? 0 : roles.consumers());
    }

    /** An item is written and read once. */
    @Override
    public Work work() {
        return new Work(0, 2.0 * Double.BYTES * n * items, roles.messages(items, capacity));
    }

    @Override
    public void step() {
        producing.set(roles.producers());
        team.region(working);
        world.barrier(); // the server takes a message of anybody: none of the next step must come before it is done
        steps++;
    }

    private void work(Team.Member me) {
        int user = roles.user(world.rank(), me.thread());
        try {
            if (user >= 0) {
                use(ends[me.thread()], user, tallies[me.thread()].begin());
            }
            if (user < 0 || (user == 0 && roles.serverProduces())) {
                server.serve(roles.consumers(), roles.remoteConsumers());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at a queue", e);
        }
    }

    private void use(QueueEnd end, int user, QueueTally tally) throws InterruptedException {
        if (user < roles.producers()) {
            for (long item = ofProducers.from(user); item < ofProducers.to(user); item++) {
                produce(end, item);
                if (roles.users() == 1) {
                    tally.add(end.take());
                }
            }
            end.done();
        }
        if (roles.consumes(user)) {
            for (double[] item = end.take(); item.length > 0; item = end.take()) {
                tally.add(item);
            }
        }
    }

    /** Overridden by a mutant. */
    void produce(QueueEnd end, long number) throws InterruptedException {
        end.put(QueueTally.item(number, n));
    }

    @Override
    public Check verify() {
        Partition ofRanks = new Partition(items, world.size());
        long expected = team.sumLong(ofRanks.rangeOf(world.rank()), this::hash);
        long[] sums = {expected, 0, 0, 0};
        for (QueueTally tally : tallies) {
            sums[1] += tally.taken();
            sums[2] += tally.hash();
            sums[3] += tally.lastHash();
        }
        sums = world.allreduce(sums, ReduceOp.SUM);
        return Check.exact("items taken", steps * items, sums[1])
                .and(Check.exact("hash of the items", steps * sums[0], sums[2]))
                .and(Check.exact("hash of the last step's items", sums[0], sums[3]))
                .withDigest(sums[3]);
    }

    private long hash(long from, long to) {
        long hash = 0;
        for (long number = from; number < to; number++) {
            hash += QueueTally.hash(QueueTally.item(number, n));
        }
        return hash;
    }

    @Override
    public List<Observation> observations() {
        long taken = 0;
        for (QueueTally tally : tallies) {
            taken += tally.taken();
        }
        return List.of(new Observation("items taken by this rank", "", taken));
    }

    @Override
    public void close() {
        arena.close();
    }
}
