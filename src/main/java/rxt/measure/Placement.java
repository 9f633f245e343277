package rxt.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rxt.record.HostName;
import rxt.spmd.Communicator;
import rxt.spmd.team.Share;

/**
 * Where this rank may run, by its real affinity mask, and whether the launch is oversubscribed: a rank has fewer CPUs
 * than threads, or ranks of a node that share CPUs have fewer of them than threads together.
 *
 * <p>A node is known by its host name. Where all ranks have one and the same, but Slurm names their nodes differently,
 * that counts, for several of its nodes may be on one machine; elsewhere not, since some launchers hand one rank's
 * variables to all.
 *
 * @param rank number of the rank
 * @param nodes of all ranks, by name
 * @param pid process
 * @param cpusAllowed affinity mask as a list, such as {@code 0-1,4}
 * @param share this rank's part of its mask among the ranks of its node that have the very same one
 * @param pids processes of all ranks
 * @param conflict what is oversubscribed, in words; "" for nothing
 */
record Placement(
        int rank, List<String> nodes, long pid, String cpusAllowed, Share share, List<Long> pids, String conflict) {
    private static final String SLURM_NODE = "SLURMD_NODENAME";

    /** Compares the masks of all ranks; collective. */
    static Placement audit(Communicator world, int threads) {
        return audit(world, threads, affinityMask());
    }

    /**
     * The same place once the threads are bound: ranks whose masks overlap may bind theirs to the same CPU; collective.
     *
     * @param masks of this rank's threads
     */
    Placement bound(Communicator world, List<String> masks) {
        String crowd = audit(world, masks.size(), String.join(",", masks)).conflict;
        return new Placement(rank, nodes, pid, cpusAllowed, share, pids, crowd);
    }

    private static Placement audit(Communicator world, int threads, String mask) {
        String slurm = System.getenv().getOrDefault(SLURM_NODE, "");
        long pid = ProcessHandle.current().pid();
        String mine = HostName.current() + "\0" + mask + "\0" + pid + "\0" + slurm;
        List<String[]> ranks = Arrays.stream(world.allgather(mine.getBytes(StandardCharsets.UTF_8)))
                .map(words -> new String(words, StandardCharsets.UTF_8).split("\0", -1))
                .toList();
        List<String> nodes = nodes(ranks);
        IntStream.range(0, nodes.size()).forEach(rank -> ranks.get(rank)[0] = nodes.get(rank));
        List<Long> pids = ranks.stream().map(words -> Long.valueOf(words[2])).toList();
        return new Placement(
                world.rank(), nodes, pid, mask, share(ranks, world.rank()), pids, conflict(ranks, threads));
    }

    /** The node of each rank, given host name, mask, process and Slurm's name of the node, "" where it has none. */
    static List<String> nodes(List<String[]> ranks) {
        boolean bySlurm = ranks.stream().map(words -> words[0]).distinct().count() == 1
                && ranks.stream().map(words -> words[3]).distinct().count() > 1;
        return ranks.stream().map(words -> words[bySlurm ? 3 : 0]).toList();
    }

    /** Name of this rank's node. */
    String node() {
        return nodes.get(rank);
    }

    /** The part of a rank among ranks of given node, mask and whatever follows: those of its node and mask, in order. */
    static Share share(List<String[]> ranks, int rank) {
        List<Integer> equals = IntStream.range(0, ranks.size())
                .filter(other -> Arrays.equals(ranks.get(other), 0, 2, ranks.get(rank), 0, 2))
                .boxed()
                .toList();
        return new Share(equals.indexOf(rank), equals.size());
    }

    /** What is oversubscribed among ranks of given node, mask and whatever follows, in words; "" for nothing. */
    static String conflict(List<String[]> ranks, int threads) {
        Map<String, List<BitSet>> byNode = new TreeMap<>();
        for (int rank = 0; rank < ranks.size(); rank++) {
            String[] nodeAndMask = ranks.get(rank);
            BitSet cpus = parse(nodeAndMask[1]);
            if (cpus.cardinality() < threads) {
                return "rank " + rank + " has " + threads + " threads on " + count(cpus) + " (" + nodeAndMask[1] + ")";
            }
            byNode.computeIfAbsent(nodeAndMask[0], _ -> new ArrayList<>()).add(cpus);
        }
        return byNode.entrySet().stream()
                .flatMap(node -> crowded(node.getValue(), threads).map(crowd -> crowd + " of node " + node.getKey()))
                .findFirst()
                .orElse("");
    }

    /** Ranks whose masks overlap, directly or through others, share the CPUs of all of them. */
    private static Stream<String> crowded(List<BitSet> masks, int threads) {
        Map<BitSet, Integer> groups = new HashMap<>();
        for (BitSet mask : masks) {
            BitSet shared = (BitSet) mask.clone();
            int workers = threads;
            for (BitSet group : List.copyOf(groups.keySet())) {
                if (group.intersects(shared)) {
                    workers += groups.remove(group);
                    shared.or(group);
                }
            }
            groups.put(shared, workers);
        }
        return groups.entrySet().stream()
                .filter(group -> group.getKey().cardinality() < group.getValue())
                .map(group -> group.getValue() + " threads share the " + count(group.getKey()) + " " + group.getKey());
    }

    private static String count(BitSet cpus) {
        return cpus.cardinality() == 1 ? "1 CPU" : cpus.cardinality() + " CPUs";
    }

    boolean oversubscribed() {
        return !conflict.isEmpty();
    }

    /** What ran on other nodes, or on these unevenly, would be measured under the name of another cell. */
    void refuseUnlessOn(int wanted) {
        Map<String, Long> ranksOf =
                nodes.stream().collect(Collectors.groupingBy(node -> node, TreeMap::new, Collectors.counting()));
        if (ranksOf.size() != wanted || ranksOf.values().stream().distinct().count() > 1) {
            throw new RefusedLaunchException("placed wrongly: " + nodes.size() + " ranks were asked for on "
                    + (wanted == 1 ? "1 node" : wanted + " nodes, equally many on each,") + " and are on "
                    + ranksOf.entrySet().stream()
                            .map(node -> node.getKey() + " (" + node.getValue() + ")")
                            .collect(Collectors.joining(", "))
                    + "; start them with the words of `jobs/rxt run … --dry-run` in an allocation of so many nodes,"
                    + " or say the nodes in the study's grid");
        }
    }

    /** Oversubscription that nobody asked for would be measured as if it were scaling. */
    void refuseUnless(boolean allowed) {
        if (oversubscribed() && !allowed) {
            throw new RefusedLaunchException(refusal(conflict));
        }
    }

    /** What is said of such a conflict, and the cure. */
    static String refusal(String conflict) {
        return "oversubscribed: " + conflict
                + "; use fewer ranks or threads, give more CPUs, or set 'oversubscribe: true' in the study";
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

    /** macOS has no affinity masks: all CPUs are allowed. */
    private static String affinityMask() {
        Path status = Path.of("/proc/thread-self/status");
        if (!Files.exists(status)) {
            return "0-" + (Runtime.getRuntime().availableProcessors() - 1);
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(status + " does not tell the affinity mask"));
        } catch (IOException e) {
            throw new UncheckedIOException(status + " does not tell the affinity mask", e);
        }
    }
}
