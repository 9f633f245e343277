package rxt.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes one study file of the shards of its launches: the same file whatever the order of the shards.
 *
 * <p>Launches are ordered by planned cell, repetition and attempt, and numbered anew, as are cells and environments. Of
 * several complete attempts at one repetition the first counts; failed attempts stay, without samples. Each cell's
 * status follows from its launches, in {@link #verdict}; those for drift stand after the others and decide it only by a
 * wrong answer.
 */
public final class Merge {
    private static final Comparator<Shard> ORDER = Comparator.comparingInt((Shard shard) -> shard.launch.launch())
            .thenComparingInt(shard -> shard.launch.attempt())
            .thenComparing(shard -> shard.launch.started());

    private final List<CellRow> cells = new ArrayList<>();
    private final List<LaunchRow> launches = new ArrayList<>();
    private final List<SampleRow> samples = new ArrayList<>();
    private final List<RankRow> ranks = new ArrayList<>();
    private final List<Breakdown> breakdowns = new ArrayList<>();
    /** Each environment with number 0, and its number. */
    private final Map<EnvironmentRow, Integer> environments = new HashMap<>();

    private final List<EnvironmentRow> environmentRows = new ArrayList<>();
    private int superseded;

    private Merge() {}

    /**
     * A merged study.
     *
     * @param file the study
     * @param superseded complete attempts left out because an earlier attempt at the same repetition was complete too
     * @param unplanned shards left out because the plan has no such cell, or leaves it out
     */
    public record Result(StudyFile file, int superseded, int unplanned) {}

    /** A shard's one cell and one launch, where {@code launch.launch()} is the repetition of the cell. */
    private record Shard(StudyFile file, CellRow cell, LaunchRow launch) {
        boolean isForDrift() {
            return launch.launch() >= LaunchSpec.FIRST_FOR_DRIFT;
        }
    }

    /**
     * Merges shards.
     *
     * @param header root attributes of the merged file
     * @param plans every planned cell once, in the order of the file
     * @param shards files of one cell and one launch each, in any order
     * @throws IllegalArgumentException where a shard has not one cell and one launch, or a cell is planned twice
     */
    public static Result merge(StudyFile.Header header, List<CellPlan> plans, List<StudyFile> shards) {
        Map<Cell, List<Shard>> planned = new HashMap<>();
        for (CellPlan plan : plans) {
            if (planned.put(plan.cell(), new ArrayList<>()) != null) {
                throw new IllegalArgumentException("the cell " + plan.cell() + " is planned twice");
            }
        }
        shards.stream()
                .map(Merge::shard)
                .filter(shard -> planned.containsKey(shard.cell.what()))
                .forEach(shard -> planned.get(shard.cell.what()).add(shard));
        Merge merge = new Merge();
        int taken = 0;
        for (CellPlan plan : plans) {
            List<Shard> wanted = planned.get(plan.cell()).stream()
                    .filter(_ -> plan.launches() > 0)
                    .sorted(ORDER)
                    .toList();
            taken += wanted.size();
            merge.add(plan, wanted);
        }
        return new Result(merge.file(header), merge.superseded, shards.size() - taken);
    }

    private static Shard shard(StudyFile file) {
        if (file.cells().size() != 1 || file.launches().size() != 1) {
            throw new IllegalArgumentException("a shard has one cell and one launch, this one "
                    + file.cells().size() + " and " + file.launches().size());
        }
        return new Shard(file, file.cells().getFirst(), file.launches().getFirst());
    }

    private StudyFile file(StudyFile.Header header) {
        return new StudyFile(header, cells, launches, samples, ranks, environmentRows, Breakdown.join(breakdowns));
    }

    private void add(CellPlan plan, List<Shard> shards) {
        Map<Integer, Shard> complete = new TreeMap<>();
        List<Shard> failed = new ArrayList<>();
        int cell = cells.size();
        for (Shard shard : shards) {
            if (!shard.launch.complete()) {
                failed.add(shard);
                addLaunch(shard, cell);
            } else if (complete.putIfAbsent(shard.launch.launch(), shard) == null) {
                addLaunch(shard, cell);
            } else {
                superseded++;
            }
        }
        failed.removeIf(shard -> complete.containsKey(shard.launch.launch()));
        failed.removeIf(Shard::isForDrift);
        cells.add(verdict(cell, plan, List.copyOf(complete.values()), failed));
    }

    /**
     * Invalid where a complete launch is wrong; measured where none is missing; else what the last failed attempt at a
     * missing launch says; else what the plan says.
     */
    private static CellRow verdict(int number, CellPlan plan, List<Shard> complete, List<Shard> failed) {
        for (Shard shard : complete) {
            LaunchRow launch = shard.launch;
            if (!launch.valid()) {
                String reason = launch.checkName() + ": expected " + launch.checkExpected() + ", actual "
                        + launch.checkActual();
                return new CellRow(number, plan.cell(), CellStatus.INVALID, reason);
            }
        }
        int forDrift =
                Math.toIntExact(complete.stream().filter(Shard::isForDrift).count());
        if (plan.launches() > 0 && complete.size() - forDrift >= plan.launches()) {
            Repeated repeated = new Repeated(plan.targetWidth(), plan.end(), forDrift);
            return new CellRow(number, plan.cell(), CellStatus.MEASURED, "", repeated);
        }
        if (!failed.isEmpty()) {
            CellRow last = failed.getLast().cell;
            return new CellRow(number, plan.cell(), last.status(), last.reason());
        }
        return new CellRow(number, plan.cell(), plan.otherwise(), plan.reason());
    }

    private void addLaunch(Shard shard, int cell) {
        int number = launches.size();
        launches.add(shard.launch.numbered(number, cell, environment(shard)));
        if (shard.launch.complete()) {
            shard.file.samples().forEach(sample -> samples.add(sample.of(number)));
            shard.file.ranks().forEach(rank -> ranks.add(rank.of(number)));
            breakdowns.add(shard.file.breakdown().of(number));
        }
    }

    /** Number of the shard's environment in the merged file; −1 where the launch ended before it could tell. */
    private int environment(Shard shard) {
        return shard.file.environments().stream()
                .filter(row -> row.environment() == shard.launch.environment())
                .findFirst()
                .map(row -> environments.computeIfAbsent(row.numbered(0), this::addEnvironment))
                .orElse(-1);
    }

    private int addEnvironment(EnvironmentRow row) {
        int number = environmentRows.size();
        environmentRows.add(row.numbered(number));
        return number;
    }
}
