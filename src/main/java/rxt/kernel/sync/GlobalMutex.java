package rxt.kernel.sync;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Window;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/**
 * All threads of all ranks enter one section, one at a time: a lock for the whole system.
 *
 * <p>Entries are dealt to ranks and threads as evenly as they go. {@code token}: the right to enter goes round the ranks
 * as a message, with the next ticket in it; where it comes, each thread enters once. {@code ticket}: a thread draws a
 * ticket from a counter in rank 0's memory by an atomic one-sided operation and waits for its turn; threads of a rank do
 * so one after the other. That needs one-sided communication. Where only one thread of a rank may call, it enters for all.
 * {@code file}: the token lies in a file, which a rank locks for each entry of one of its threads, without any message.
 *
 * <p>Every entry finds its ticket one above the last one's and notes it: nobody enters twice on a ticket and none is left
 * out. With {@code ticket} and {@code file} it notes that where nothing but the lock protects it. Whoever enters while its
 * rank has not the right to, or another thread of it is inside, is counted.
 */
public class GlobalMutex implements Kernel {
    public static final KernelType TYPE = new KernelType(
            "global-mutex",
            "sync",
            "all threads of all ranks enter one section, one at a time",
            "S1 mutex (system-wide)",
            List.of(
                    Parameter.whole("entries", 2000, 1, 1_000_000_000, "entries over all workers"),
                    Parameter.choice(
                            "variant",
                            "token",
                            List.of("token", "ticket", "file"),
                            "a message, one-sided operations, or a lock on a file")),
            WeakScaling.proportional("entries"),
            GlobalMutex::new);

    private static final int TAG = 1;
    /**
     * Places in rank 0's memory, cache lines apart: the next ticket, that whose turn it is, one more than the last
     * one's.
     */
    private static final long NEXT = 0;

    private static final long TURN = 128;
    private static final long LAST = 256;

    private final Communicator world;
    private final Team team;
    private final long entries;
    private final Partition parts;
    private final long circulations;
    private final Window window;
    private final TokenFile file;
    private final Team.Region entering;
    private final LongAdder intruders = new LongAdder();
    /** Threads of this rank in the section: no lock is asked, since they are what is watched. */
    private final AtomicInteger inside = new AtomicInteger();
    /** Whether this rank has the token or its file, or it is its ticket's turn. */
    private boolean mine;
    /** The next ticket, and one more than the last one's that entered; with a ticket lock the latter only. */
    private final long[] token = new long[2];

    private final MemorySegment tokenBuffer = MemorySegment.ofArray(token);
    private final MemorySegment lastBuffer = tokenBuffer.asSlice(Long.BYTES);
    private long round;
    private long entered;
    private long disordered;
    private long tickets;
    /** Of the first tickets, as many as a step has. */
    private long firstTickets;

    private long steps;

    GlobalMutex(Context context) {
        world = context.world();
        team = context.team();
        entries = context.params().longValue("entries");
        String variant = context.params().text("variant");
        boolean all = variant.equals("file") || world.threadLevel().compareTo(ThreadLevel.SERIALIZED) >= 0;
        int callers = all ? team.size() : 1;
        Partition ranks = new Partition(entries, world.size());
        parts = new Partition(ranks.lengthOf(world.rank()), callers);
        circulations = (ranks.lengthOf(0) + callers - 1) / callers;
        window = variant.equals("ticket") ? world.window(world.rank() == 0 ? LAST + Long.BYTES : 0) : null;
        file = variant.equals("file") ? TokenFile.create(world) : null;
        entering = variant.equals("token") ? this::useToken : this::enterAll;
    }

    /** A comparison and a sum, two reads and two writes for each entry; a message from rank to rank in each circulation. */
    @Override
    public Work work() {
        boolean sent = window == null && file == null && world.size() > 1;
        double messages = sent ? (double) circulations * world.size() : 0;
        return new Work(2.0 * entries, 4.0 * Long.BYTES * entries, messages);
    }

    @Override
    public void step() {
        if (window != null) {
            window.lockAll();
            team.region(entering);
            window.unlockAll();
        } else if (file != null) {
            team.region(entering);
        } else {
            circulate();
        }
        steps++;
    }

    /** Rank 0 has the token before and after. */
    private void circulate() {
        int previous = (world.rank() + world.size() - 1) % world.size();
        for (round = 0; round < circulations; round++) {
            if (world.rank() > 0) {
                world.recv(tokenBuffer, ElementType.LONG, previous, TAG);
            }
            mine = true;
            enterAndGiveUp(() -> team.region(entering), this::passToken);
            if (world.rank() == 0 && world.size() > 1) {
                world.recv(tokenBuffer, ElementType.LONG, previous, TAG);
            }
        }
    }

    private void passToken() {
        mine = false;
        if (world.size() > 1) {
            world.send(tokenBuffer, ElementType.LONG, (world.rank() + 1) % world.size(), TAG);
        }
    }

    private void useToken(Team.Member me) {
        if (me.thread() < parts.parts() && round < parts.lengthOf(me.thread())) {
            oneByOne(me, () -> section(token[0]++));
        }
    }

    private void enterAll(Team.Member me) {
        long own = me.thread() < parts.parts() ? parts.lengthOf(me.thread()) : 0;
        for (; own > 0; own--) {
            oneByOne(me, file == null ? this::drawTicket : this::openFile);
        }
    }

    private void openFile() {
        awaitFile(file);
        mine = true;
        enterAndGiveUp(this::useFile, this::leaveFile);
    }

    /** Overridden by a mutant. */
    void awaitFile(TokenFile file) {
        file.lock();
    }

    private void useFile() {
        file.read(token);
        section(token[0]++);
        file.write(token);
    }

    private void leaveFile() {
        mine = false;
        file.unlock();
    }

    private void drawTicket() {
        long ticket = window.fetchAndOp(1, 0, NEXT, ReduceOp.SUM);
        awaitTurn(ticket);
        mine = true;
        enterAndGiveUp(() -> noteTicket(ticket), this::endTurn);
    }

    /** Overridden by a mutant. */
    void awaitTurn(long ticket) {
        long pauses = 0;
        while (window.fetchAndOp(0, 0, TURN, ReduceOp.SUM) != ticket) {
            pauses = Backoff.pause(pauses, "its turn in the section");
        }
    }

    private void noteTicket(long ticket) {
        window.get(lastBuffer, ElementType.LONG, 0, LAST);
        window.flush(0);
        section(ticket);
        window.put(lastBuffer, ElementType.LONG, 0, LAST);
        window.flush(0);
    }

    private void endTurn() {
        mine = false;
        window.fetchAndOp(1, 0, TURN, ReduceOp.SUM);
    }

    /** The threads of a rank; overridden by a mutant. */
    void oneByOne(Team.Member me, Runnable entry) {
        me.critical(entry);
    }

    /** The ranks, of which the next may enter after this; overridden by a mutant. */
    void enterAndGiveUp(Runnable entry, Runnable next) {
        entry.run();
        next.run();
    }

    private void section(long ticket) {
        if (inside.incrementAndGet() > 1 || !mine) {
            intruders.increment();
        }
        enter(ticket);
        inside.decrementAndGet();
    }

    /** What is done inside; overridden by a mutant. */
    void enter(long ticket) {
        entered++;
        disordered += token[1] == ticket ? 0 : 1;
        long term = Digest.term(ticket % entries, 1L);
        tickets += term;
        firstTickets += ticket < entries ? term : 0;
        token[1] = ticket + 1;
    }

    @Override
    public Check verify() {
        long expected = 0;
        for (long ticket = 0; ticket < entries; ticket++) {
            expected += Digest.term(ticket, 1L);
        }
        long[] found = {entered, disordered, tickets, firstTickets, intruders.sum()};
        long[] sums = world.allreduce(found, ReduceOp.SUM);
        return Check.exact("entries where another was, or might be", 0, sums[4])
                .and(Check.exact("entries", steps * entries, sums[0]))
                .and(Check.exact("entries out of order", 0, sums[1]))
                .and(Check.exact("hash of all tickets", steps * expected, sums[2]))
                .withDigest(sums[3]);
    }

    @Override
    public void close() {
        if (window != null) {
            window.close();
        }
        if (file != null) {
            file.close();
        }
    }
}
