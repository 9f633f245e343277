package rxt.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import rxt.record.HostName;
import rxt.spmd.Communicator;

/**
 * Where this rank may run, by its real affinity mask, and whether the launch is oversubscribed: a rank has fewer CPUs
 * than threads, or the ranks of a node have fewer CPUs together than threads together.
 *
 * @param rank number of the rank
 * @param node host name
 * @param pid process
 * @param cpusAllowed affinity mask as a list, such as {@code 0-1,4}
 * @param conflict what is oversubscribed, in words; "" for nothing
 */
record Placement(int rank, String node, long pid, String cpusAllowed, String conflict) {

    /** Compares the masks of all ranks; collective. */
    static Placement audit(Communicator world, int threads, boolean sharedJvm) {
        String node = HostName.current();
        String mask = affinityMask();
        byte[][] all = world.allgather((node + "\0" + mask).getBytes(StandardCharsets.UTF_8));
        Map<String, BitSet> cpus = new HashMap<>();
        Map<String, Integer> workers = new HashMap<>();
        String conflict = "";
        for (int rank = 0; rank < all.length; rank++) {
            String[] words = new String(all[rank], StandardCharsets.UTF_8).split("\0", -1);
            BitSet own = parse(words[1]);
            if (own.cardinality() < threads) {
                conflict = "rank " + rank + " has " + threads + " threads on " + own.cardinality() + " CPUs ("
                        + words[1] + ")";
            }
            cpus.computeIfAbsent(words[0], _ -> new BitSet()).or(own);
            workers.merge(words[0], threads, Integer::sum);
        }
        for (Map.Entry<String, Integer> entry : workers.entrySet()) {
            int available = cpus.get(entry.getKey()).cardinality();
            if (conflict.isEmpty() && available < entry.getValue()) {
                conflict = entry.getValue() + " threads share " + available + " CPUs on node " + entry.getKey()
                        + (sharedJvm ? " in one JVM" : "");
            }
        }
        return new Placement(world.rank(), node, ProcessHandle.current().pid(), mask, conflict);
    }

    boolean oversubscribed() {
        return !conflict.isEmpty();
    }

    /** Oversubscription that nobody asked for would be measured as if it were scaling. */
    void refuseUnless(boolean allowed) {
        if (oversubscribed() && !allowed) {
            throw new IllegalStateException("oversubscribed: " + conflict
                    + "; use fewer ranks or threads, give more CPUs, or set 'oversubscribe: true' in the study");
        }
    }

    /** The CPUs of a Linux list such as {@code 0-3,8}. */
    static BitSet parse(String list) {
        BitSet cpus = new BitSet();
        for (String part : list.split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            int first = Integer.parseInt(ends[0]);
            int last = Integer.parseInt(ends[ends.length - 1]);
            cpus.set(first, last + 1);
        }
        return cpus;
    }

    private static String affinityMask() {
        Path status = Path.of("/proc/thread-self/status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseThrow(() -> new IOException("no line Cpus_allowed_list"));
        } catch (IOException e) {
            // macOS has no affinity masks: all CPUs are allowed.
            return IntStream.of(Runtime.getRuntime().availableProcessors() - 1)
                    .mapToObj(last -> "0-" + last)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
