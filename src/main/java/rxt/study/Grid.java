package rxt.study;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The splits of a study, in one of five forms.
 *
 * <p>On one node: {@code ranks: […]} × {@code threads: […]}; {@code cores: N}, 1×1, the base case, and every
 * ranks × threads with ranks · threads = N ({@code cores} may be a list, and {@code auto} is the number of CPUs RxT may
 * use); {@code splits: [1x1, 3x2]}, which names each.
 *
 * <p>On several: {@code nodes: […]} × {@code ranks_per_node: […]} × {@code threads: […]}; {@code nodes: […]} with
 * {@code fill: node}, 1×1 on one node, the base case, and on so many nodes every ranks per node × threads that takes all
 * CPUs of a node, of which {@code cpus_per_node} says how many there are, otherwise the allocation.
 *
 * @param cpus that RxT may use
 * @param nodeCpus CPUs of each node of the allocation; absent outside of one
 */
record Grid(int cpus, OptionalInt nodeCpus) {
    private static final int MOST_WORKERS = 1 << 20;
    private static final Set<String> KEYS = new LinkedHashSet<>(
            List.of("ranks", "threads", "cores", "splits", "nodes", "ranks_per_node", "fill", "cpus_per_node"));
    private static final Set<String> BY_RANKS = Set.of("ranks", "threads");
    private static final Set<String> BY_NODES = Set.of("nodes", "ranks_per_node", "threads");
    private static final Set<String> FILLING = Set.of("nodes", "fill");

    private static final Pattern SPLIT = Pattern.compile("([1-9]\\d{0,6})[x×]([1-9]\\d{0,6})");

    List<Split> splits(YamlNode grid) {
        Map<String, YamlNode> keys = grid.mapping(KEYS);
        SequencedSet<Split> splits = new LinkedHashSet<>();
        Set<String> form = keys.keySet();
        if (form.equals(Set.of("splits"))) {
            keys.get("splits").list().forEach(split -> splits.add(split(split)));
        } else if (form.equals(Set.of("cores"))) {
            splits.add(new Split(1, 1));
            keys.get("cores").list().forEach(cores -> splits.addAll(splitsOf(cores)));
        } else if (form.equals(BY_RANKS)) {
            keys.get("ranks")
                    .list()
                    .forEach(ranks -> keys.get("threads").list().forEach(threads -> splits.add(split(ranks, threads))));
        } else if (form.equals(BY_NODES)) {
            addByNodes(splits, keys);
        } else if (form.containsAll(FILLING)
                && form.size() == FILLING.size() + (form.contains("cpus_per_node") ? 1 : 0)) {
            addFilling(splits, keys);
        } else {
            throw grid.refused("a grid needs ranks and threads, or cores alone, or splits alone,"
                    + " or nodes, ranks_per_node and threads, or nodes and fill: node (with cpus_per_node or without)");
        }
        return List.copyOf(splits);
    }

    private static Split split(YamlNode node) {
        Matcher split = SPLIT.matcher(node.text());
        if (!split.matches()) {
            throw node.refused("'" + node.text() + "' is no split; write ranks x threads, such as 3x2");
        }
        int ranks = Integer.parseInt(split.group(1));
        int threads = Integer.parseInt(split.group(2));
        if ((long) ranks * threads > MOST_WORKERS) {
            throw node.refused("at most " + MOST_WORKERS + " workers");
        }
        return new Split(ranks, threads);
    }

    private static Split split(YamlNode ranks, YamlNode threads) {
        int most = ranks.intNumber(1, MOST_WORKERS);
        return new Split(most, threads.intNumber(1, MOST_WORKERS / most));
    }

    private List<Split> splitsOf(YamlNode cores) {
        int workers = cores.text().equals("auto") ? cpus : cores.intNumber(1, MOST_WORKERS);
        return filling(1, workers);
    }

    private static void addByNodes(Set<Split> splits, Map<String, YamlNode> keys) {
        for (YamlNode nodes : keys.get("nodes").list()) {
            int count = nodes.intNumber(1, MOST_WORKERS);
            for (YamlNode ranks : keys.get("ranks_per_node").list()) {
                int each = ranks.intNumber(1, MOST_WORKERS / count);
                for (YamlNode threads : keys.get("threads").list()) {
                    splits.add(Split.perNode(count, each, threads.intNumber(1, MOST_WORKERS / count / each)));
                }
            }
        }
    }

    private void addFilling(Set<Split> splits, Map<String, YamlNode> keys) {
        keys.get("fill").oneOf(List.of("node"));
        int each = keys.containsKey("cpus_per_node")
                ? keys.get("cpus_per_node").intNumber(1, MOST_WORKERS)
                : nodeCpus.orElseThrow(() -> keys.get("fill")
                        .refused("how many CPUs a node has is known inside an allocation only; say it,"
                                + " such as {nodes: [1, 2], fill: node, cpus_per_node: 64}"));
        splits.add(new Split(1, 1));
        keys.get("nodes")
                .list()
                .forEach(nodes -> splits.addAll(filling(nodes.intNumber(1, MOST_WORKERS / each), each)));
    }

    /** Every ranks × threads that makes so many workers on each node. */
    private static List<Split> filling(int nodes, int workers) {
        return IntStream.rangeClosed(1, workers)
                .filter(ranks -> workers % ranks == 0)
                .mapToObj(ranks -> Split.perNode(nodes, ranks, workers / ranks))
                .toList();
    }
}
