package rxt.spmd.team;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Where the threads of a team run: member k and task worker k on one CPU each, the {@link Share} of the creator's
 * mask dealt by {@link Pinning}, or wherever the system moves them.
 */
final class Placement {
    private static final Placement FREE = new Placement(Pinning.NONE, new BitSet(), new BitSet(), new int[0], 0);

    private final Pinning pinning;
    /** The creator's mask; empty: threads stay where they were started. */
    private final BitSet whole;
    /** The CPUs of this team among them. */
    private final BitSet share;
    /** The CPU of each member; empty: none is bound. */
    private final int[] cpus;

    private final int creator;
    private volatile boolean creatorIsBound;

    private Placement(Pinning pinning, BitSet whole, BitSet share, int[] cpus, int creator) {
        this.pinning = pinning;
        this.whole = whole;
        this.share = share;
        this.cpus = cpus;
        this.creator = creator;
    }

    /**
     * For a team that the calling thread creates.
     *
     * @throws IllegalStateException when the caller's mask cannot be told
     */
    static Placement of(Pinning pinning, int size, Share share) {
        if (pinning == Pinning.NONE) {
            return FREE;
        }
        try {
            if (Thread.currentThread().isVirtual()) {
                throw new IllegalStateException("the caller is a virtual thread");
            }
            BitSet mask = Affinity.read(0);
            BitSet own = part(share, size, mask, Placement::siblings);
            return new Placement(pinning, mask, own, order(pinning, size, own, Placement::siblings), Affinity.thread());
        } catch (IllegalStateException e) {
            throw refusal(pinning, "the CPUs of the calling thread cannot be told", e);
        }
    }

    /** Of a member's inner team: its workers, which began on the member's CPU, have the team's share again. */
    Placement inner() {
        return cpus.length == 0 ? this : new Placement(Pinning.NONE, whole, share, new int[0], 0);
    }

    /**
     * Binds the calling member.
     *
     * @throws IllegalStateException when the system refuses
     */
    void settle(int member) {
        if (cpus.length == 0) {
            settleInner(member);
            return;
        }
        BitSet one = new BitSet();
        one.set(cpus[member]);
        try {
            Affinity.write(0, one);
        } catch (IllegalStateException e) {
            throw refusal(pinning, "member " + member + " cannot be bound to CPU " + cpus[member], e);
        }
        if (member == 0) {
            creatorIsBound = true;
        }
    }

    private void settleInner(int member) {
        if (!share.isEmpty() && member > 0) {
            Affinity.write(0, share);
        }
    }

    /** Binds the calling worker of recursive tasks as the member of its number. */
    void settleTask(int worker) {
        if (cpus.length > 0) {
            BitSet one = new BitSet();
            one.set(cpus[worker]);
            Affinity.write(0, one);
        } else if (!share.isEmpty()) {
            Affinity.write(0, share);
        }
    }

    /** The mask of the calling thread, "" where it cannot be told. */
    static String mask() {
        if (Thread.currentThread().isVirtual()) {
            return "";
        }
        try {
            return CpuList.format(Affinity.read(0));
        } catch (IllegalStateException _) {
            return "";
        }
    }

    /** Gives the creator its mask back, whichever thread calls; nothing when the creator has ended. */
    void restore() {
        if (creatorIsBound && Files.exists(Path.of("/proc/self/task", Integer.toString(creator)))) {
            creatorIsBound = false;
            Affinity.write(creator, whole);
        }
    }

    /** The CPUs of that share, core by core; all of a mask that is too small for {@code size} members in each part. */
    static BitSet part(Share share, int size, BitSet mask, IntFunction<BitSet> siblings) {
        int count = mask.cardinality();
        if (count < (long) size * share.parts()) {
            return mask;
        }
        BitSet part = new BitSet();
        cores(mask, siblings).stream()
                .flatMap(List::stream)
                .skip(Deal.start(count, share.parts(), share.part()))
                .limit(count / share.parts() + (share.part() < count % share.parts() ? 1 : 0))
                .forEach(part::set);
        return part;
    }

    /** The CPU of each member; more members than CPUs begin again with the first. */
    static int[] order(Pinning pinning, int size, BitSet mask, IntFunction<BitSet> siblings) {
        List<List<Integer>> cores = cores(mask, siblings);
        List<Integer> order = new ArrayList<>();
        if (pinning == Pinning.COMPACT) {
            cores.forEach(order::addAll);
        } else if (size <= cores.size()) {
            for (int member = 0; member < size; member++) {
                order.add(
                        cores.get((int) Deal.start(cores.size(), size, member)).getFirst());
            }
        } else {
            for (int sibling = 0; order.size() < mask.cardinality(); sibling++) {
                for (List<Integer> core : cores) {
                    if (sibling < core.size()) {
                        order.add(core.get(sibling));
                    }
                }
            }
        }
        int[] cpus = new int[size];
        for (int member = 0; member < size; member++) {
            cpus[member] = order.get(member % order.size());
        }
        return cpus;
    }

    /** The CPUs of the mask, those of one core together. */
    private static List<List<Integer>> cores(BitSet mask, IntFunction<BitSet> siblings) {
        List<List<Integer>> cores = new ArrayList<>();
        BitSet left = (BitSet) mask.clone();
        for (int cpu = left.nextSetBit(0); cpu >= 0; cpu = left.nextSetBit(0)) {
            BitSet core = siblings.apply(cpu);
            core.and(left);
            core.set(cpu);
            left.andNot(core);
            cores.add(core.stream().boxed().toList());
        }
        return cores;
    }

    private static BitSet siblings(int cpu) {
        try {
            return CpuList.parse(
                    Files.readString(Path.of("/sys/devices/system/cpu/cpu" + cpu + "/topology/thread_siblings_list")));
        } catch (IOException | NumberFormatException _) {
            // Containers may hide it; then every CPU counts as a core.
            return new BitSet();
        }
    }

    private static IllegalStateException refusal(Pinning pinning, String what, IllegalStateException cause) {
        return new IllegalStateException(
                "pinning " + pinning.name().toLowerCase(Locale.ROOT) + " was refused: " + what + ": "
                        + cause.getMessage() + "; pinning: none works",
                cause);
    }
}
