package rxt.kernel.sync;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.ProcessName;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/**
 * Every worker writes at one address, that of memory that each process has mapped there, and looks who else has: the
 * threads of its process and nobody else.
 *
 * <p>In a step each worker leaves its mark in a place of its own and adds to the variable of all; when all ranks have,
 * it looks for everybody's marks. Additions are dealt to ranks and threads as evenly as they go, atomic ones, so that
 * nothing but isolation shows. Ranks that are threads of one JVM find each other's marks too; a rank of one thread that
 * is a process finds none but its own.
 *
 * <p>Which marks a worker must find follows from which ranks are of its process. Those of other processes are no wrong
 * answer but what is looked for: they are counted. Whose additions the variable must have follows from whose marks were
 * found. Addition i adds i + 1, so the processes' variables, less what came from others, together gain n(n + 1)/2 in each
 * step, modulo 2⁶⁴.
 */
public class Isolation implements Kernel {
    public static final KernelType TYPE = new KernelType(
            "isolation",
            "sync",
            "all workers write at one address: who finds whose marks?",
            "S0 memory protection",
            List.of(Parameter.whole("additions", 5_000_000, 1, 1_000_000_000_000L, "additions over all workers")),
            WeakScaling.proportional("additions"),
            Isolation::new);

    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    /** Bytes before the first mark, so that none is in the cache line of the variable. */
    private static final long MARKS = 128;

    private final Communicator world;
    private final Team team;
    private final long additions;
    private final Partition ranks;
    private final Partition parts;
    private final CommonAddress address;
    private final MemorySegment memory;
    private final Team.Region writing = this::write;
    private final Team.Region looking = this::look;
    /** Marks found of each rank, of the own one those of other threads. */
    private final LongAdder[] found;

    private final LongAdder own = new LongAdder();
    private long steps;

    Isolation(Context context) {
        world = context.world();
        team = context.team();
        additions = context.params().longValue("additions");
        ranks = new Partition(additions, world.size());
        parts = new Partition(ranks.lengthOf(world.rank()), team.size());
        long workers = (long) world.size() * team.size();
        address = CommonAddress.map(world, ProcessName.current(), MARKS + workers * Long.BYTES);
        memory = memory(address);
        found = Stream.generate(LongAdder::new).limit(world.size()).toArray(LongAdder[]::new);
    }

    /** Where this rank writes; overridden by a mutant. */
    MemorySegment memory(CommonAddress common) {
        return common.memory();
    }

    /** Whole numbers only: a sum, a read and a write for each addition. */
    @Override
    public Work work() {
        return new Work(additions, 2.0 * Long.BYTES * additions, 0);
    }

    @Override
    public void step() {
        steps++;
        team.region(writing);
        world.barrier();
        team.region(looking);
    }

    private void write(Team.Member me) {
        mark(place(world.rank(), me.thread()), steps);
        long first = ranks.from(world.rank());
        add(first + parts.from(me.thread()), first + parts.to(me.thread()));
    }

    /** Overridden by a mutant. */
    void mark(long place, long step) {
        LONG.setVolatile(memory, place, step);
    }

    private long place(int rank, int thread) {
        return MARKS + ((long) rank * team.size() + thread) * Long.BYTES;
    }

    /** Overridden by a mutant. */
    void add(long from, long until) {
        for (long i = from; i < until; i++) {
            long _ = (long) LONG.getAndAdd(memory, 0L, i + 1);
        }
    }

    /** Others may be a step ahead, whose marks are of the next one. */
    private void look(Team.Member me) {
        for (int rank = 0; rank < world.size(); rank++) {
            for (int thread = 0; thread < team.size(); thread++) {
                if ((long) LONG.getVolatile(memory, place(rank, thread)) >= steps) {
                    finder(rank, thread, me).increment();
                }
            }
        }
    }

    private LongAdder finder(int rank, int thread, Team.Member me) {
        return rank == world.rank() && thread == me.thread() ? own : found[rank];
    }

    /** Σ (i + 1) over a range, modulo 2⁶⁴. */
    private static long sum(long from, long to) {
        return triangle(to) - triangle(from);
    }

    private static long triangle(long n) {
        return n % 2 == 0 ? n / 2 * (n + 1) : (n + 1) / 2 * n;
    }

    /** The ranks that write this one's memory, itself among them; overridden by a mutant. */
    IntStream fellows() {
        return address.fellows();
    }

    private long marksOf(IntStream others) {
        return others.filter(rank -> rank != world.rank())
                .mapToLong(rank -> found[rank].sum())
                .sum();
    }

    private long sumOf(IntStream writers) {
        return writers.mapToLong(rank -> sum(ranks.from(rank), ranks.to(rank))).sum();
    }

    /** The ranks of other processes whose marks were found. */
    private IntStream leaks() {
        return IntStream.range(0, world.size())
                .filter(rank -> fellows().noneMatch(fellow -> fellow == rank) && found[rank].sum() > 0);
    }

    /** Each worker finds all marks of its process, in every step; then the variables and their sum. */
    @Override
    public Check verify() {
        long made = Math.max(1, steps);
        long size = team.size();
        long looks = made * size;
        long variable = (long) LONG.getVolatile(memory, 0L);
        long leaked = made * sumOf(leaks());
        boolean first = fellows().min().orElseThrow() == world.rank();
        long[] totals = {
            looks * size * (fellows().count() - 1),
            marksOf(fellows()),
            looks * size,
            found[world.rank()].sum() + own.sum(),
            variable == made * sumOf(fellows()) + leaked ? 0 : 1,
            first ? variable - leaked : 0
        };
        long[] all = world.allreduce(totals, ReduceOp.SUM);
        return Check.exact("marks found of other ranks of the process", all[0], all[1])
                .and(Check.exact("marks found of a worker's own rank", all[2], all[3]))
                .and(Check.exact("variables with additions of whom no mark was found", 0, all[4]))
                .and(Check.exact("sum over the processes", made * sum(0, additions), all[5]))
                .withDigest(all[5] - (made - 1) * sum(0, additions)); // of the last step, however many there were
    }

    /** Over all steps and this rank's threads, each of which looks in each step. */
    @Override
    public List<Observation> observations() {
        return List.of(
                new Observation("marks of other ranks found", "", marksOf(IntStream.range(0, world.size()))),
                new Observation("marks of other threads found", "", found[world.rank()].sum()));
    }

    @Override
    public void close() {
        address.close();
    }
}
