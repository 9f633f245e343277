package rxt.study;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/**
 * The splits of a study, from {@code ranks: […]} × {@code threads: […]}, or from {@code cores: N}: 1×1, the base case,
 * and every ranks × threads with ranks · threads = N. {@code cores} may be a list, and {@code auto} is the number of
 * CPUs RxT may use.
 */
final class Grid {
    private static final int MOST_WORKERS = 1 << 20;
    private static final Set<String> KEYS = new LinkedHashSet<>(List.of("ranks", "threads", "cores"));

    private Grid() {}

    static List<Split> splits(YamlNode grid, int cpus) {
        Map<String, YamlNode> keys = grid.mapping(KEYS);
        SequencedSet<Split> splits = new LinkedHashSet<>();
        if (keys.containsKey("cores")) {
            if (keys.size() > 1) {
                throw grid.refused("give either cores, or ranks and threads");
            }
            splits.add(new Split(1, 1));
            keys.get("cores").list().forEach(cores -> splits.addAll(splitsOf(cores, cpus)));
        } else {
            if (keys.size() != 2) {
                throw grid.refused("a grid needs ranks and threads, or cores");
            }
            for (YamlNode ranks : keys.get("ranks").list()) {
                for (YamlNode threads : keys.get("threads").list()) {
                    splits.add(split(ranks, threads));
                }
            }
        }
        return List.copyOf(splits);
    }

    private static Split split(YamlNode ranks, YamlNode threads) {
        int most = ranks.intNumber(1, MOST_WORKERS);
        return new Split(most, threads.intNumber(1, MOST_WORKERS / most));
    }

    private static List<Split> splitsOf(YamlNode cores, int cpus) {
        int workers = cores.text().equals("auto") ? cpus : cores.intNumber(1, MOST_WORKERS);
        return java.util.stream.IntStream.rangeClosed(1, workers)
                .filter(ranks -> workers % ranks == 0)
                .mapToObj(ranks -> new Split(ranks, workers / ranks))
                .toList();
    }
}
