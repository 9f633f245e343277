package rxt.study;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The splits of a study, from {@code ranks: […]} × {@code threads: […]}, or from {@code cores: N}: 1×1, the base case,
 * and every ranks × threads with ranks · threads = N. {@code cores} may be a list, and {@code auto} is the number of
 * CPUs RxT may use. {@code splits: [1x1, 3x2]} names each.
 */
final class Grid {
    private static final int MOST_WORKERS = 1 << 20;
    private static final Set<String> KEYS = new LinkedHashSet<>(List.of("ranks", "threads", "cores", "splits"));

    private static final Pattern SPLIT = Pattern.compile("([1-9]\\d{0,6})[x×]([1-9]\\d{0,6})");

    private Grid() {}

    static List<Split> splits(YamlNode grid, int cpus) {
        Map<String, YamlNode> keys = grid.mapping(KEYS);
        SequencedSet<Split> splits = new LinkedHashSet<>();
        if (keys.containsKey("splits") && keys.size() == 1) {
            keys.get("splits").list().forEach(split -> splits.add(split(split)));
        } else if (keys.containsKey("cores") && keys.size() == 1) {
            splits.add(new Split(1, 1));
            keys.get("cores").list().forEach(cores -> splits.addAll(splitsOf(cores, cpus)));
        } else {
            if (keys.size() != 2 || !keys.containsKey("ranks") || !keys.containsKey("threads")) {
                throw grid.refused("a grid needs ranks and threads, or cores alone, or splits alone");
            }
            for (YamlNode ranks : keys.get("ranks").list()) {
                for (YamlNode threads : keys.get("threads").list()) {
                    splits.add(split(ranks, threads));
                }
            }
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

    private static List<Split> splitsOf(YamlNode cores, int cpus) {
        int workers = cores.text().equals("auto") ? cpus : cores.intNumber(1, MOST_WORKERS);
        return java.util.stream.IntStream.rangeClosed(1, workers)
                .filter(ranks -> workers % ranks == 0)
                .mapToObj(ranks -> new Split(ranks, workers / ranks))
                .toList();
    }
}
