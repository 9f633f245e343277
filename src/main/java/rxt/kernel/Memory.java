package rxt.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;

/**
 * Whether a problem fits the memory, asked before any of it is allocated: a rank's share of what the heap of its process has
 * left, and of what its host has left for that heap and for the rest. All ranks get the same answer.
 */
public final class Memory {
    /**
     * What a rank allocates, the largest of all; real numbers, so that no size overflows them.
     *
     * @param heapBytes of arrays
     * @param outsideBytes of memory outside of the heap
     */
    public record Need(double heapBytes, double outsideBytes) {}

    /** The need of one of so many ranks. */
    @FunctionalInterface
    public interface Rule {
        Need of(Params params, int ranks);
    }

    static final Rule NOTHING = (_, _) -> new Need(0, 0);

    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final Path OWN_GROUP = Path.of("/proc/self/cgroup");
    private static final Pattern VERSION_2 = Pattern.compile("(?m)^0::/(.*)$");
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable: +(\\d+) kB");
    private static final Pattern FILES = Pattern.compile("(?m)^file (\\d+)$");

    private Memory() {}

    public static Need heap(double bytes) {
        return new Need(bytes, 0);
    }

    public static Need outside(double bytes) {
        return new Need(0, bytes);
    }

    /**
     * Refuses a problem that is too large. Collective, except for kernels that allocate nothing. Of a heap that may grow,
     * the host must give what the process does not have yet.
     *
     * @throws IllegalArgumentException on every rank where it does not fit on one, with the bytes needed and there
     */
    static void require(KernelType type, Context context) {
        Communicator world = context.world();
        require(type.name(), type.memory().of(context.params(), world.size()), world);
    }

    /**
     * As {@link #require(KernelType, Context)}, for what a kernel learns of its size from a file. Collective where
     * anything is needed, by ranks with the same need.
     *
     * @param what needs so much, for the message
     */
    public static void require(String what, Need need, Communicator world) {
        double freeHeap = 0;
        if (need.heapBytes() > 0) {
            int ranks = ranksWith(world, host() + " " + ProcessHandle.current().pid());
            require(what, world, "of the heap, see -Xmx,", need.heapBytes(), heapLeft() / ranks);
            freeHeap = (double) Runtime.getRuntime().freeMemory() / ranks;
        }
        if (need.heapBytes() + need.outsideBytes() > 0) {
            double there = (double) available() / ranksWith(world, host());
            require(what, world, "of its host", ofHost(need, freeHeap), there);
        }
    }

    /**
     * Refuses what this rank alone allocates for a while, such as an image that it decodes.
     *
     * @throws IllegalArgumentException where the heap has not so much left, with the bytes needed and there
     */
    public static void requireHeap(String what, double bytes) {
        double there = heapLeft();
        if (bytes > there) {
            throw new IllegalArgumentException(what + " needs " + text(bytes) + " of the heap, see -Xmx, which has "
                    + text(there) + " left; use a smaller one, or fewer ranks on a host");
        }
    }

    /** What the host must give: all but the part of the heap that the process has already, and does not use. */
    static double ofHost(Need need, double freeHeap) {
        return need.outsideBytes() + Math.max(0, need.heapBytes() - freeHeap);
    }

    private static void require(String what, Communicator world, String where, double needed, double there) {
        double least = world.allreduce(there, ReduceOp.MIN);
        if (needed > least) {
            throw new IllegalArgumentException(what + " needs " + text(needed) + " on each of " + world.size()
                    + " ranks, and a rank's share " + where + " is " + text(least)
                    + "; use smaller sizes or more ranks on more nodes");
        }
    }

    private static String text(double bytes) {
        return bytes < 1e7
                ? String.format(Locale.ROOT, "%.0f bytes", bytes)
                : String.format(Locale.ROOT, "%.2f GB (%.0f bytes)", bytes * 1e-9, bytes);
    }

    private static double heapLeft() {
        Runtime jvm = Runtime.getRuntime();
        return (double) jvm.maxMemory() - (jvm.totalMemory() - jvm.freeMemory());
    }

    /** Bytes that this host can still give; as many as there are where the system does not tell. */
    static long available() {
        Matcher matcher = AVAILABLE.matcher(read(MEMINFO));
        long ofHost = matcher.find() ? Long.parseLong(matcher.group(1)) * 1024 : Long.MAX_VALUE;
        return Math.min(ofHost, leftOf(GROUPS, read(OWN_GROUP)));
    }

    /**
     * What the control groups of a process leave, its own and those that hold it.
     *
     * @param root of the groups of version 2
     * @param lines of {@code /proc/self/cgroup}, of which that of version 2 counts
     */
    static long leftOf(Path root, String lines) {
        Matcher own = VERSION_2.matcher(lines);
        Path group = own.find() ? root.resolve(own.group(1)).normalize() : root;
        long left = leftOf(root);
        for (; group.startsWith(root) && !group.equals(root); group = group.getParent()) {
            left = Math.min(left, leftOf(group));
        }
        return left;
    }

    /** What a control group leaves: its limit, less what it uses beside files that it can forget. */
    static long leftOf(Path group) {
        String limit = read(group.resolve("memory.max")).strip();
        String used = read(group.resolve("memory.current")).strip();
        if (!limit.matches("\\d{1,18}") || !used.matches("\\d{1,18}")) {
            return Long.MAX_VALUE;
        }
        Matcher files = FILES.matcher(read(group.resolve("memory.stat")));
        long forgettable = files.find() ? Long.parseLong(files.group(1)) : 0;
        return Long.parseLong(limit) - Math.max(0, Long.parseLong(used) - forgettable);
    }

    /** Ranks that name the same place. */
    private static int ranksWith(Communicator world, String place) {
        byte[] mine = place.getBytes(StandardCharsets.UTF_8);
        return (int) Arrays.stream(world.allgather(mine))
                .filter(other -> Arrays.equals(other, mine))
                .count();
    }

    private static String host() {
        return read(HOST).strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // no Linux, or no such limit
        }
    }
}
