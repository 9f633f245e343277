package rxt.kernel.tasks;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Journal;
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
 * Items flow through stages, each of which transforms every element; one stage is slower than the others, and the pipeline
 * runs at its pace.
 *
 * <p>Stages are dealt to ranks in blocks, and items pass from rank to rank in messages. A rank's stages are dealt to its
 * threads in the same way; with more threads than stages, some of them share a stage's elements. Ranks beyond the stages
 * rest. Only member 0 of a team sends and receives.
 *
 * <p>The answer: a hash that depends on the order in which items leave and stages worked, from jumping ahead.
 */
public class Pipeline implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "pipeline",
                    "tasks",
                    "items flow through stages of unequal cost",
                    "S2 pipeline",
                    Stream.concat(
                                    Stream.of(
                                            Parameter.whole("items", 64, 1, 1_000_000, "that flow through"),
                                            Parameter.whole("length", 512, 1, 10_000_000, "elements of an item"),
                                            Parameter.whole("stages", 4, 1, 10_000, "over all ranks"),
                                            Parameter.real(
                                                    "slowest",
                                                    4,
                                                    1,
                                                    1000,
                                                    "cost of the middle stage; the others' is 1"),
                                            Parameter.choice(
                                                    "belt",
                                                    "counter",
                                                    List.of("counter", "queue"),
                                                    "between threads: own, or ArrayBlockingQueue")),
                                    WorkUnit.parameters(100).stream())
                            .toList(),
                    WeakScaling.proportional("items"),
                    Pipeline::new)
            .requiring((params, _, _) -> WorkUnit.require(
                    params,
                    params.longValue("items") * (params.longValue("stages") - 1 + params.doubleValue("slowest"))))
            .allocating((params, _) -> Memory.heap(8.0 * params.longValue("items") * params.longValue("length")));

    private static final int TAG = 1;
    private final Communicator world;
    private final Team team;
    private final Journal journal;
    private final WorkUnit unit;
    private final int count;
    private final int length;
    private final int stages;
    private final double slowest;
    /** Ranks that have a stage. */
    private final int used;

    private final long[][] items;
    private final MemorySegment[] buffers;
    private final PipelineStages[] groups;
    private final Belt[] belts;
    private final Patience patience = new Patience();
    private final Team.Region flowing = this::flow;
    private int sent;
    private long hash;
    private long hashes;
    private long firstOut;
    private long lastOut;
    private long steps;

    Pipeline(Context context) {
        world = context.world();
        team = context.team();
        journal = context.journal();
        unit = WorkUnit.of(context);
        stages = context.params().intValue("stages");
        slowest = context.params().doubleValue("slowest");
        count = context.params().intValue("items");
        length = context.params().intValue("length");
        used = Math.min(world.size(), stages);
        boolean rests = world.rank() >= used;
        items = new long[rests ? 0 : count][length];
        buffers = Arrays.stream(items).map(MemorySegment::ofArray).toArray(MemorySegment[]::new);
        groups = rests ? new PipelineStages[0] : groups();
        belts = new Belt[groups.length];
        boolean queue = context.params().text("belt").equals("queue");
        Arrays.setAll(belts, _ -> queue ? new Belt.Queue(count) : new Belt.Counter());
    }

    private PipelineStages[] groups() {
        Partition ranks = new Partition(stages, used);
        int first = (int) ranks.from(world.rank());
        int own = (int) ranks.lengthOf(world.rank());
        PipelineStages[] all = new PipelineStages[Math.min(team.size(), own)];
        Partition ofTeam = new Partition(own, all.length);
        Partition threads = new Partition(team.size(), all.length);
        Arrays.setAll(
                all,
                group -> new PipelineStages(
                        first + (int) ofTeam.from(group),
                        first + (int) ofTeam.to(group),
                        (int) threads.lengthOf(group),
                        unit,
                        this::transform));
        return all;
    }

    private double cost(int stage) {
        return stage == stages / 2 ? slowest : 1;
    }

    /** Depends on the order of the stages; overridden by a mutant. */
    long transform(int stage, long element) {
        return unit.advance(element ^ WorkUnit.seed(stage), cost(stage));
    }

    /** Turns of every stage for every element, which each stage reads and writes; a message for each item and boundary. */
    @Override
    public Work work() {
        double elements = (double) count * length;
        return new Work(
                unit.operations(elements * (stages - 1 + slowest)),
                2.0 * Long.BYTES * elements * stages,
                (used - 1.0) * count);
    }

    @Override
    public void step() {
        for (int group = 0; group < groups.length; group++) {
            groups[group].clear();
            belts[group].clear();
        }
        sent = 0;
        hash = 0;
        if (groups.length > 0) {
            team.region(flowing);
        }
        hashes += hash;
        steps++;
    }

    private void flow(Team.Member me) {
        if (me.thread() >= groups.length) {
            return;
        }
        try {
            if (me.thread() == 0) {
                flowFromOutside(me);
            } else {
                flowInside(me);
            }
        } catch (Throwable e) {
            patience.lose(); // nobody waits for items that will not come
            throw e;
        }
    }

    /** The first stages of the rank: items come by messages, or are made; and its last are passed on between. */
    private void flowFromOutside(Team.Member me) {
        Request incoming = receive(0);
        for (int item = 0; item < items.length; item++) {
            for (int turn = 0; incoming != null && !incoming.test(); turn++) {
                passOn(turn);
            }
            incoming = receive(item + 1);
            if (world.rank() == 0) {
                for (int i = 0; i < items[item].length; i++) {
                    items[item][i] = WorkUnit.seed((long) item * items[item].length + i);
                }
            }
            run(me, item);
            sendReady();
        }
        for (int turn = 0; isSender() && sent < items.length; turn++) {
            passOn(turn);
        }
    }

    private Request receive(int item) {
        return world.rank() == 0 || item >= items.length
                ? null
                : world.irecv(buffers[item], ElementType.LONG, world.rank() - 1, TAG);
    }

    private void flowInside(Team.Member me) {
        for (int item = 0; item < items.length; item++) {
            for (int turn = 0; !belts[me.thread() - 1].has(item); turn++) {
                patience.stand(turn);
            }
            run(me, item);
        }
    }

    private void run(Team.Member me, int item) {
        int group = me.thread();
        groups[group].run(me, items[item], slowest, stages / 2, journal);
        if (group < groups.length - 1 || isSender()) {
            belts[group].put(item);
        } else {
            leave(item);
        }
    }

    private boolean isSender() {
        return world.rank() < used - 1;
    }

    private void leave(int item) {
        long sum = 0;
        for (int i = 0; i < items[item].length; i++) {
            sum += Digest.term(i, items[item][i]);
        }
        hash = Digest.term(hash, sum);
        lastOut = journal.nanos();
        firstOut = item == 0 ? lastOut : firstOut;
    }

    private boolean sendReady() {
        int before = sent;
        while (isSender() && sent < items.length && belts[belts.length - 1].has(sent)) {
            world.send(buffers[sent], ElementType.LONG, world.rank() + 1, TAG);
            sent++;
        }
        return sent > before;
    }

    private void passOn(int turn) {
        if (!sendReady()) {
            patience.stand(turn);
        }
    }

    @Override
    public Check verify() {
        boolean last = world.rank() == used - 1;
        long once = last ? expected() : 0;
        long expected = world.allreduce(Math.max(1, steps) * once, ReduceOp.SUM);
        long actual = world.allreduce(last ? hashes : 0, ReduceOp.SUM);
        return Check.exact("hash of the items in the order they left", expected, actual)
                .withDigest(world.allreduce(last ? hash : 0, ReduceOp.SUM));
    }

    private long expected() {
        long all = 0;
        for (int item = 0; item < items.length; item++) {
            long sum = 0;
            for (int i = 0; i < items[item].length; i++) {
                long element = WorkUnit.seed((long) item * items[item].length + i);
                for (int stage = 0; stage < stages; stage++) {
                    element = unit.after(element ^ WorkUnit.seed(stage), cost(stage));
                }
                sum += Digest.term(i, element);
            }
            all = Digest.term(all, sum);
        }
        return all;
    }

    /** For each item of the last step: by ranks that have stages, and by the one that the items leave. */
    @Override
    public List<Observation> observations() {
        List<Observation> told = new ArrayList<>();
        if (world.rank() == used - 1 && items.length > 1) {
            told.add(new Observation("time between items", "s", (lastOut - firstOut) * 1e-9 / (items.length - 1)));
        }
        if (groups.length > 0) {
            told.add(new Observation("slowest stage", "s", perItem(PipelineStages::slowestNanos)));
            told.add(new Observation("slowest worker", "s", perItem(PipelineStages::busyNanos)));
        }
        return told;
    }

    private double perItem(ToLongFunction<PipelineStages> nanos) {
        return Arrays.stream(groups).mapToLong(nanos).max().orElse(0) * 1e-9 / items.length;
    }
}
