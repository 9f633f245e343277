package rxt.study.slurm;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A partition as {@code scontrol show partition --oneliner} and {@code sinfo} tell of it.
 *
 * @param name its name
 * @param isDefault whether jobs go there that name none
 * @param state {@code UP}; jobs do not start in one that is {@code DOWN}, {@code DRAIN} or {@code INACTIVE}
 * @param maxSeconds the longest job, {@link SlurmTime#UNLIMITED} where there is no limit
 * @param maxNodes the most nodes of a job
 * @param accounts those that may use it; empty where all may
 * @param qos the qualities of service that may use it; empty where all may
 * @param nodes its nodes
 */
public record Partition(
        String name,
        boolean isDefault,
        String state,
        long maxSeconds,
        int maxNodes,
        Set<String> accounts,
        Set<String> qos,
        List<Node> nodes) {
    /** What {@code sinfo} is asked for: {@link #parse} reads it. */
    static final String NODE_FORMAT = "%R|%N|%c|%T|%f";

    /**
     * A node.
     *
     * @param name its name
     * @param cpus its CPUs, as Slurm counts them
     * @param state such as {@code idle}, {@code mixed}, {@code down*}
     * @param features what {@code --constraint} may ask for
     */
    public record Node(String name, int cpus, String state, Set<String> features) {
        /** Whether it takes jobs, now or once others end. */
        boolean works() {
            return !state.matches("(down|drain|fail|inval|unk|power(ed|ing)_down|maint).*");
        }
    }

    public Partition {
        accounts = Set.copyOf(accounts);
        qos = Set.copyOf(qos);
        nodes = List.copyOf(nodes);
    }

    /**
     * All partitions.
     *
     * @param partitions what {@code scontrol show partition --oneliner} prints, a line each
     * @param nodes what {@code sinfo --Node --noheader} prints with {@link #NODE_FORMAT}, a line for each node in each
     */
    static List<Partition> parse(String partitions, String nodes) {
        Map<String, List<Node>> byPartition = nodes.lines()
                .map(line -> line.strip().split("\\|", -1))
                .filter(words -> words.length == 5)
                .collect(Collectors.groupingBy(
                        words -> words[0],
                        Collectors.mapping(
                                words -> new Node(words[1], Integer.parseInt(words[2]), words[3], names(words[4])),
                                Collectors.toList())));
        return partitions
                .lines()
                .map(Partition::keys)
                .filter(keys -> keys.containsKey("PartitionName"))
                .map(keys -> of(keys, byPartition.getOrDefault(keys.get("PartitionName"), List.of())))
                .toList();
    }

    private static Partition of(Map<String, String> keys, List<Node> nodes) {
        String most = keys.getOrDefault("MaxNodes", "UNLIMITED");
        return new Partition(
                keys.get("PartitionName"),
                keys.getOrDefault("Default", "NO").equals("YES"),
                keys.getOrDefault("State", "UP"),
                SlurmTime.seconds(keys.getOrDefault("MaxTime", "UNLIMITED")),
                most.equals("UNLIMITED") ? Integer.MAX_VALUE : Integer.parseInt(most),
                names(keys.getOrDefault("AllowAccounts", "ALL")),
                names(keys.getOrDefault("AllowQos", "ALL")),
                nodes);
    }

    /** The {@code Key=value} words of one line; a value may hold '='. */
    static Map<String, String> keys(String line) {
        Map<String, String> keys = new HashMap<>();
        for (String word : line.strip().split("\\s+", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                keys.putIfAbsent(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return keys;
    }

    private static Set<String> names(String list) {
        return list.equals("ALL") || list.equals("(null)") || list.isEmpty()
                ? Set.of()
                : Arrays.stream(list.split(",")).collect(Collectors.toSet());
    }

    /** Nodes with that many CPUs, those too that are down now. */
    int nodesWith(int cpus) {
        return Math.toIntExact(nodes.stream().filter(node -> node.cpus >= cpus).count());
    }

    /** Nodes that take jobs. */
    int workingNodes() {
        return Math.toIntExact(nodes.stream().filter(Node::works).count());
    }

    /** CPUs of its largest node; 0 where it has none. */
    public int cpusPerNode() {
        return nodes.stream().mapToInt(Node::cpus).max().orElse(0);
    }
}
