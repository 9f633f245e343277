package rxt.kernel.messages;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
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
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/**
 * A list of typed values that all workers set, get and append to: through a {@code manager}, which serves it to proxies, or
 * in memory that the ranks of a node {@code shared}.
 *
 * <p>The manager is thread 0 of rank 0, and all others are its clients: threads of its rank over pipes, those of other ranks
 * by messages, a request and an answer for each call. A single worker serves itself. Shared, all workers are clients, and
 * each node has a list.
 *
 * <p>Slots 0 … n − 1 are dealt to the clients, who set each to its index. When all have, each client gets the slots that the
 * next one set: over 0 … 1999 that is 1,999,000. After them lie seven values of all types, put there by whoever made the
 * list; each client replaces the text in the first and, when all have, gets all seven, then tries a text that is too long,
 * and must be refused. At last it appends its number.
 */
public class ManagedList implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "manager",
                    "messages",
                    "a typed list, served to proxies or in shared memory",
                    "S1 Manager, ShareableList",
                    List.of(
                            Parameter.whole("n", 2000, 1, 1_000_000_000, "slots with whole numbers"),
                            Parameter.choice("access", "manager", List.of("manager", "shared"), "who has the list")),
                    WeakScaling.proportional("n"),
                    ManagedList::new)
            .allocating((params, ranks) -> Memory.outside(ShareableList.bytes(params.longValue("n"))
                    / (params.text("access").equals("shared") ? ranks : 1.0)));

    private static final String TEXT = "dry ice";
    private static final String TOO_LONG = "larger than previously allocated storage space";
    private static final Object[] MIXED = {
        "howdy", "HoWdY".getBytes(StandardCharsets.UTF_8), -273.154, 100L, null, true, 42L
    };
    /** A request, and its answer. */
    private static final int MESSAGES_OF_A_CALL = 2;
    /** Text set, mixed values got, text refused, number appended; and that it has set all, and got all. */
    private static final int MESSAGES_OF_A_CLIENT = MESSAGES_OF_A_CALL * (MIXED.length + 3) + 2;

    private final Communicator world;
    private final Team team;
    private final long n;
    private final int clients;
    /** Workers before the first client: the manager where there are others. */
    private final int servers;

    private final Partition parts;
    private final Arena arena = Arena.ofShared();
    private final NodeMemory node;
    private final ShareableList list;
    private final ListServer server;
    private final ListAccess[] access;
    private final ListTally[] tallies;
    private final Team.Region setting = me -> work(me, this::set);
    private final Team.Region getting = me -> work(me, this::get);
    /** Rank of this node that has the next clients where threads of this one have not. */
    private final int nextRank;

    private long steps;

    ManagedList(Context context) {
        world = context.world();
        team = context.team();
        n = context.params().longValue("n");
        boolean shared = context.params().text("access").equals("shared");
        int workers = Math.multiplyExact(world.size(), team.size());
        servers = shared || workers == 1 ? 0 : 1;
        clients = workers - servers;
        parts = new Partition(n, clients);
        long bytes = ShareableList.bytes(n + MIXED.length + clients);
        node = shared ? NodeMemory.window(world, bytes) : null;
        nextRank = node != null ? nextOf(node.node()) : (world.rank() + 1) % world.size();
        list = new ShareableList(shared ? node.memory() : arena.allocate(hasList() ? bytes : 0, Long.BYTES));
        server = new ListServer(world, team.size(), list, slip());
        Endpoint here = new Endpoint(world, shared ? 1 : team.size());
        access = new ListAccess[team.size()];
        tallies = new ListTally[team.size()];
        for (int thread = 0; thread < access.length; thread++) {
            tallies[thread] = new ListTally();
            access[thread] = shared ? list : new ListProxy(wire(here, thread), slip());
        }
    }

    /** Number in the world of the rank behind this one, or of the first. */
    private int nextOf(Communicator node) {
        return (int) node.allgather(new long[] {world.rank()})[(node.rank() + 1) % node.size()];
    }

    private Wire wire(Endpoint here, int thread) {
        if (world.rank() != ListServer.RANK) {
            return Wire.of(here, ListServer.RANK, thread);
        }
        return thread == 0 ? server.toItself() : server.to(thread);
    }

    private MemorySegment slip() {
        return arena.allocate(ListProxy.BYTES, Long.BYTES);
    }

    /** Whether this rank has made the list that it has. */
    private boolean hasList() {
        return node != null ? node.node().rank() == 0 : world.rank() == ListServer.RANK;
    }

    /** A value is written and read, by the slot. */
    @Override
    public Work work() {
        double messages = 0;
        if (servers > 0 && world.size() > 1) {
            int beside = team.size() - 1;
            long set = n - parts.from(beside);
            long got = n - (parts.to(beside) - parts.to(0));
            messages = (double) MESSAGES_OF_A_CALL * (set + got) + (double) MESSAGES_OF_A_CLIENT * (clients - beside);
        }
        return new Work(n, 2.0 * Long.BYTES * n, messages);
    }

    @Override
    public void step() {
        if (hasList()) {
            list.reset(n, MIXED);
        }
        sync();
        team.region(setting);
        sync();
        team.region(getting);
        sync(); // a manager takes requests of anybody: none of the next step must come before it is done
        steps++;
    }

    private void sync() {
        if (node != null) {
            node.sync();
        } else {
            world.barrier();
        }
    }

    /** What a client does until all have done it. */
    @FunctionalInterface
    private interface Phase {
        void of(ListAccess mine, int thread);
    }

    private void work(Team.Member me, Phase phase) {
        if (client(world.rank(), me.thread()) < 0) {
            server.serve(clients);
            return;
        }
        try (ListAccess mine = access(me.thread())) {
            phase.of(mine, me.thread());
        }
    }

    /** Overridden by a mutant. */
    ListAccess access(int thread) {
        return access[thread];
    }

    private int client(int rank, int thread) {
        return rank * team.size() + thread - servers;
    }

    private void set(ListAccess mine, int thread) {
        int client = client(world.rank(), thread);
        for (long i = parts.from(client); i < parts.to(client); i++) {
            set(mine, i);
        }
        mine.set(n, TEXT);
    }

    /** Overridden by a mutant. */
    void set(ListAccess mine, long i) {
        mine.set(i, i);
    }

    private void get(ListAccess mine, int thread) {
        ListTally tally = tallies[thread].begin();
        int next = nextClient(thread);
        for (long i = parts.from(next); i < parts.to(next); i++) {
            tally.add(i, mine.get(i));
        }
        for (int i = 0; i < MIXED.length; i++) {
            tally.mixed(Objects.deepEquals(mine.get(n + i), i == 0 ? TEXT : MIXED[i]));
        }
        try {
            mine.set(n, TOO_LONG);
        } catch (IllegalArgumentException e) {
            tally.refused(e);
        }
        mine.append((long) client(world.rank(), thread));
    }

    /** Who set what a thread of this rank gets: another client of its list, where there is one. */
    private int nextClient(int thread) {
        int next = thread + 1 < team.size() ? client(world.rank(), thread + 1) : client(nextRank, 0);
        return Math.max(0, next); // the first worker may be the manager
    }

    @Override
    public Check verify() {
        long[] found = new long[6];
        for (ListTally tally : tallies) {
            tally.addTo(found);
        }
        for (long i = n + MIXED.length; hasList() && i < list.length(); i++) {
            found[4]++;
            found[5] += (Long) list.get(i);
        }
        long[] all = world.allreduce(found, ReduceOp.SUM);
        long ofClients = clients * (clients - 1L) / 2;
        long sum = n % 2 == 0 ? n / 2 * (n - 1) : (n - 1) / 2 * n;
        return Check.exact("sum of the slots", steps * sum, all[0])
                .and(Check.exact("values of all types got", steps * clients * MIXED.length, all[1]))
                .and(Check.exact("texts refused", steps * clients, all[2]))
                .and(Check.exact("numbers appended", clients, all[4]))
                .and(Check.exact("their sum", ofClients, all[5]))
                .withDigest(all[3]);
    }

    @Override
    public List<Observation> observations() {
        long[] found = new long[6];
        for (ListTally tally : tallies) {
            tally.addTo(found);
        }
        return List.of(new Observation("texts refused", "", found[2]));
    }

    @Override
    public void close() {
        if (node != null) {
            node.close();
        }
        arena.close();
    }
}
