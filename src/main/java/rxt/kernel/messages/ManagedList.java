package rxt.kernel.messages;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
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
 * <p>Slots 0 … n − 1 are dealt to the clients, who set each to its index and get it: over 0 … 1999 that is 1,999,000. After
 * them lie seven values of all types; each client replaces the text in the first, then tries one that is too long, and must
 * be refused. At last it appends its number.
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
            .allocating((params, ranks) -> Memory.outside(
                    ShareableList.bytes(params.longValue("n")) / (params.text("access").equals("shared") ? ranks : 1.0)));

    private static final String TEXT = "dry ice";
    private static final String TOO_LONG = "larger than previously allocated storage space";
    private static final Object[] MIXED = {
        "howdy", "HoWdY".getBytes(StandardCharsets.UTF_8), -273.154, 100L, null, true, 42L
    };
    /** A request for a slot's number to be set and got, and the answers. */
    private static final int MESSAGES_FOR_A_SLOT = 4;
    /** Text set, text got, text refused, number appended, with their answers; and the end. */
    private static final int MESSAGES_FOR_A_CLIENT = 9;

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
    private final Team.Region working = this::work;
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
            long slots = beside < clients ? n - parts.from(beside) : 0;
            messages = (double) MESSAGES_FOR_A_SLOT * slots + (double) MESSAGES_FOR_A_CLIENT * (clients - beside);
        }
        return new Work(n, 2.0 * Long.BYTES * n, messages);
    }

    @Override
    public void step() {
        if (hasList()) {
            list.reset(n, MIXED);
        }
        sync();
        team.region(working);
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

    private void work(Team.Member me) {
        int client = world.rank() * team.size() + me.thread() - servers;
        if (client < 0) {
            server.serve(clients);
        } else {
            use(access[me.thread()], client, tallies[me.thread()].begin());
        }
    }

    private void use(ListAccess mine, int client, ListTally tally) {
        try (mine) {
            for (long i = parts.from(client); i < parts.to(client); i++) {
                set(mine, i);
            }
            for (long i = parts.from(client); i < parts.to(client); i++) {
                tally.add(i, mine.get(i));
            }
            mine.set(n, TEXT);
            tally.text(TEXT.equals(mine.get(n)));
            try {
                mine.set(n, TOO_LONG);
            } catch (IllegalArgumentException e) {
                tally.refused(e);
            }
            mine.append((long) client);
        }
    }

    /** Overridden by a mutant. */
    void set(ListAccess mine, long i) {
        mine.set(i, i);
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
                .and(Check.exact("texts got", steps * clients, all[1]))
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
