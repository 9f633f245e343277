package rxt.study;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import rxt.record.Cell;
import rxt.record.ShardName;
import rxt.record.StudyFile;
import rxt.record.claim.Claims;
import rxt.record.claim.Standing;

/** What the shards and claims of a folder tell of each planned cell, whoever made them. */
final class Tally {
    private final ResultsFolder folder;
    private final List<Launches> cells;
    private final Map<Cell, Launches> byCell = new HashMap<>();
    private final Map<String, Launches> byKey = new HashMap<>();

    /** Of these cells, with the shards that are there now. */
    Tally(List<PlannedCell> plan, ResultsFolder folder) throws IOException {
        this.folder = folder;
        this.cells = plan.stream().map(Launches::new).toList();
        for (Launches cell : cells) {
            byCell.put(cell.planned().cell(), cell);
            byKey.put(cell.planned().key(), cell);
        }
        addNews();
    }

    /** Every cell, in the order of the plan. */
    List<Launches> cells() {
        return cells;
    }

    Set<String> keys() {
        return byKey.keySet();
    }

    Launches of(PlannedCell planned) {
        return byKey.get(planned.key());
    }

    private List<StudyFile> addNews() throws IOException {
        List<StudyFile> news = folder.news(keys());
        news.forEach(shard -> cell(shard).add(shard));
        return news;
    }

    private Launches cell(StudyFile shard) {
        return byCell.get(shard.cells().getFirst().what());
    }

    /**
     * Takes in what others did since, and which launches they have under way. What failed there fails here too.
     *
     * @return the claims of others
     */
    List<Standing> update(Claims claims, Progress progress) throws IOException {
        List<Standing> others = claims.others(); // first: what is let go later has its shard by then
        List<StudyFile> news = addNews();
        news.stream()
                .filter(shard -> !shard.launches().getFirst().complete())
                .forEach(shard -> cell(shard).end());
        progress.madeElsewhere(news.size());
        Map<String, Set<Integer>> elsewhere = others.stream()
                .flatMap(claim -> ShardName.ofLaunch(claim.resource()).stream())
                .collect(Collectors.groupingBy(
                        ShardName::key, Collectors.mapping(ShardName::launch, Collectors.toSet())));
        byKey.forEach((key, cell) -> cell.elsewhere(elsewhere.getOrDefault(key, Set.of())));
        return others;
    }

    /** Those of these claims that are on launches of this cell. */
    static List<Standing> on(Launches cell, List<Standing> others) {
        return others.stream()
                .filter(claim -> ShardName.ofLaunch(claim.resource())
                        .filter(name -> name.key().equals(cell.planned().key()))
                        .isPresent())
                .toList();
    }
}
