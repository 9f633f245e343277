package rxt.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rxt.record.CellStatus;
import rxt.record.LaunchRow;
import rxt.record.LaunchSpec;
import rxt.record.ShardName;
import rxt.record.StudyFile;
import rxt.record.StudyFileException;
import rxt.record.StudyFileReader;
import rxt.record.claim.Pace;

/**
 * How far the cells of a study are, as its shards tell. It only reads, so it may be asked while others measure; each
 * shard is read once.
 */
public final class Standings {
    private static final String CLAIM = ".claim";

    private final Study study;
    private final List<PlannedCell> plan;
    private final Path folder;
    private final Map<ShardName, StudyFile> read = new HashMap<>();

    /**
     * Of a study.
     *
     * @param output its results file, with the shards beside it; neither need exist
     */
    public Standings(Study study, List<PlannedCell> plan, Path output) {
        this.study = study;
        this.plan = List.copyOf(plan);
        this.folder = ResultsFolder.beside(output.toAbsolutePath());
    }

    /** Every planned cell as it is now, in the order of the plan. */
    public List<Standing> now() {
        Map<String, List<StudyFile>> shards = shards();
        List<Launches> launches = plan.stream()
                .map(planned -> launches(planned, shards.getOrDefault(planned.key(), List.of())))
                .toList();
        double left = new Schedule(launches, study).leftSeconds();
        return launches.stream()
                .map(of -> standing(of, shards.getOrDefault(of.planned().key(), List.of()), launches, left))
                .toList();
    }

    /**
     * Keys of the cells that a launch is under way of, whoever started it: those with a claim that was touched of late,
     * by this machine's clock.
     */
    public Set<String> underWay() {
        Instant dead = Instant.now().minus(Pace.NORMAL.stale());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(CLAIM) && isTouchedSince(file, dead))
                    .flatMap(file -> claimed(file).stream())
                    .map(ShardName::key)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of(); // nothing was ever started there
        }
    }

    /** The claim of a launch's attempt is named as its shard is. */
    private static Optional<ShardName> claimed(Path file) {
        String name = file.getFileName().toString();
        return ShardName.parse(name.substring(0, name.length() - CLAIM.length()) + ".h5");
    }

    private static boolean isTouchedSince(Path file, Instant time) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isAfter(time);
        } catch (IOException e) {
            return false; // let go since it was listed
        }
    }

    private Map<String, List<StudyFile>> shards() {
        Set<String> keys = plan.stream().map(PlannedCell::key).collect(Collectors.toSet());
        Map<String, List<StudyFile>> shards = new HashMap<>();
        for (ShardName name : ShardName.in(folder)) {
            if (keys.contains(name.key())) {
                shard(name)
                        .ifPresent(shard -> shards.computeIfAbsent(name.key(), _ -> new ArrayList<>())
                                .add(shard));
            }
        }
        return shards;
    }

    /** A damaged one counts for nothing: the next run moves it aside. */
    private Optional<StudyFile> shard(ShardName name) {
        try {
            return Optional.of(read.computeIfAbsent(name, _ -> StudyFileReader.read(folder.resolve(name.fileName()))));
        } catch (StudyFileException e) {
            return Optional.empty();
        }
    }

    private static Launches launches(PlannedCell planned, List<StudyFile> shards) {
        Launches launches = new Launches(planned);
        shards.forEach(launches::add);
        return launches;
    }

    private Standing standing(Launches of, List<StudyFile> shards, List<Launches> all, double left) {
        PlannedCell planned = of.planned();
        int fewest = planned.runs() ? of.fewestToCome(left) : 0;
        int most = planned.runs() ? of.mostToCome(left) : 0;
        Optional<Fault> fault = fault(shards);
        Standing.State state = !planned.runs()
                ? Standing.State.SKIPPED
                : fault.map(Fault::state).orElse(fewest > 0 ? Standing.State.MISSING : Standing.State.MEASURED);
        String reason = planned.runs() ? fault.map(Fault::reason).orElse("") : planned.skipped();
        return new Standing(
                planned,
                state,
                reason,
                of.count(),
                fewest,
                most,
                Outlook.secondsPerLaunch(of, all),
                new TimeLeft(Optional.empty(), study.limits(), all).expectedSeconds(of));
    }

    /** What a cell suffers from. */
    private record Fault(Standing.State state, String reason) {}

    /** A wrong answer, else the last failure of a launch that no other attempt made up for; those for drift aside. */
    private static Optional<Fault> fault(List<StudyFile> shards) {
        Set<Integer> complete = shards.stream()
                .map(shard -> shard.launches().getFirst())
                .filter(LaunchRow::complete)
                .map(LaunchRow::launch)
                .collect(Collectors.toSet());
        return shards.stream()
                .map(shard -> shard.launches().getFirst())
                .filter(launch -> launch.complete() && !launch.valid())
                .findFirst()
                .map(launch -> new Fault(
                        Standing.State.FAILED,
                        "wrong answer: " + launch.checkName() + ": expected " + launch.checkExpected() + ", actual "
                                + launch.checkActual()))
                .or(() -> shards.stream()
                        .filter(shard -> isMissing(shard.launches().getFirst(), complete))
                        .max(Comparator.comparing(
                                shard -> shard.launches().getFirst().startedAt()))
                        .map(shard -> shard.cells().getFirst())
                        .map(cell -> new Fault(
                                cell.status() == CellStatus.SKIPPED ? Standing.State.SKIPPED : Standing.State.FAILED,
                                cell.reason())));
    }

    private static boolean isMissing(LaunchRow launch, Set<Integer> complete) {
        return launch.launch() < LaunchSpec.FIRST_FOR_DRIFT && !complete.contains(launch.launch());
    }
}
