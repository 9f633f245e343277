package rxt.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import rxt.record.CellRow;
import rxt.record.LaunchRow;
import rxt.record.RankRow;
import rxt.record.StudyFile;

/**
 * Launches whose threads are not bound as the study asks, by the affinity masks that the ranks recorded: with pinning,
 * each thread has one CPU, and no two threads of a node share one.
 */
final class Binding {
    private Binding() {}

    /** The numbers of these launches; a launch whose masks nobody could tell is not among them. */
    static Set<Integer> wrong(StudyFile file) {
        Set<Integer> pinned = file.cells().stream()
                .filter(row -> !row.what().pinning().equals("none"))
                .map(CellRow::cell)
                .collect(Collectors.toSet());
        if (pinned.isEmpty()) {
            return Set.of();
        }
        Set<Integer> launches = file.launches().stream()
                .filter(launch -> pinned.contains(launch.cell()))
                .map(LaunchRow::launch)
                .collect(Collectors.toSet());
        Map<Integer, List<RankRow>> ranks = file.ranks().stream()
                .filter(rank -> launches.contains(rank.launch()))
                .collect(Collectors.groupingBy(RankRow::launch));
        return ranks.entrySet().stream()
                .filter(launch -> isWrong(launch.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isWrong(List<RankRow> ranks) {
        Map<String, List<String>> masks = new HashMap<>();
        for (RankRow rank : ranks) {
            List<String> known = List.of(rank.threadCpus().split(";", -1)).stream()
                    .filter(mask -> !mask.isEmpty())
                    .toList();
            masks.computeIfAbsent(rank.node(), n -> new ArrayList<>()).addAll(known);
        }
        return masks.values().stream()
                .anyMatch(node -> !node.stream().allMatch(mask -> mask.matches("\\d+"))
                        || new HashSet<>(node).size() < node.size());
    }
}
