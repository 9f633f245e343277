package rxt.study;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rxt.record.LaunchSpec;
import rxt.record.ShardName;
import rxt.record.StudyFile;
import rxt.record.StudyFileException;
import rxt.record.StudyFileReader;
import rxt.record.claim.Claim;
import rxt.record.claim.Claims;
import rxt.record.claim.Standing;

/**
 * The shards of a study, in {@code <output>.parts} beside its results file. A shard is complete or absent, so what is
 * there need not run again. Logs and failure notes stay only for launches that failed.
 *
 * <p>Several sweeps may work in it at once: each launch is claimed first, beside its shard, and the claim's number is that
 * of the attempt. The folder is listed before each launch, for others may have made some; each shard is read once.
 */
final class ResultsFolder {
    private static final Pattern TEMPORARY = Pattern.compile("\\.(?<shard>.*\\.h5)\\..*\\.tmp");

    private final Path folder;
    private final PrintStream out;
    private final Map<ShardName, StudyFile> read = new HashMap<>();
    private final Set<ShardName> told = new HashSet<>();
    private boolean open;

    ResultsFolder(Path output, PrintStream out) {
        this.folder = beside(output);
        this.out = out;
    }

    /** The folder of that results file. */
    static Path beside(Path output) {
        String name = output.getFileName().toString();
        return output.resolveSibling(name.replaceFirst("\\.h5$", "") + ".parts");
    }

    /** The folder. */
    Path path() {
        return folder;
    }

    /**
     * Makes the folder ready: ends what a killed sweep left running on this machine, and forgets the results of
     * {@code fresh} cells. What others claim stays.
     *
     * @return how many processes were ended
     */
    int open(List<PlannedCell> fresh, Claims claims) throws IOException {
        open = true;
        told.clear(); // each run of a sweep has a tally of its own
        claims.clearRuns();
        Set<String> claimed = claims.others().stream().map(Standing::resource).collect(Collectors.toSet());
        int orphans = LaunchProcess.killOrphans(folder, name -> isFree(name, claimed));
        if (orphans > 0) {
            out.println("Ended " + orphans + " processes that an interrupted run of this study had left behind");
        }
        Set<String> keys = fresh.stream().map(PlannedCell::key).collect(Collectors.toSet());
        for (ShardName name : ShardName.in(folder)) {
            if (keys.contains(name.key())) {
                Files.delete(folder.resolve(name.fileName()));
            }
        }
        deleteTemporaryFiles(claimed);
        return orphans;
    }

    /** Whether it was made ready, so that it may have changed. */
    boolean isOpen() {
        return open;
    }

    /** Whether no other run has a claim on the launch of the shard of that name. */
    private static boolean isFree(String shard, Set<String> claimed) {
        return ShardName.parse(shard)
                .map(name -> !claimed.contains(name.launchName()))
                .orElse(true);
    }

    /** Those of launches that were under way when their sweep was killed. */
    private void deleteTemporaryFiles(Set<String> claimed) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher temporary = TEMPORARY.matcher(file.getFileName().toString());
                if (temporary.matches() && isFree(temporary.group("shard"), claimed)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** What is to be handed to the ranks of that launch: its next attempt. */
    LaunchSpec next(PlannedCell planned, int launch, Path inputs) {
        ShardName first = ShardName.of(planned.spec(launch, 0, folder, folder));
        return spec(planned, launch, first.nextAttempt(ShardName.in(folder)), inputs);
    }

    private LaunchSpec spec(PlannedCell planned, int launch, int attempt, Path inputs) {
        Path shard = folder.resolve(
                ShardName.of(planned.spec(launch, attempt, inputs, folder)).fileName());
        return planned.spec(launch, attempt, inputs, shard);
    }

    /**
     * Claims a launch, whose next attempt that claim then is; empty where another run has it, or has just made it.
     *
     * @param launch what to make
     */
    Optional<Claimed> claim(Schedule.Next launch, Path inputs, Claims claims) {
        PlannedCell planned = launch.planned();
        ShardName first = ShardName.of(planned.spec(launch.launch(), 0, folder, folder));
        Optional<Claim> claim = claims.take(first.launchName(), first.nextAttempt(ShardName.in(folder)));
        boolean done = claim.isPresent()
                && ShardName.in(folder).stream()
                        .filter(name -> name.key().equals(first.key()) && name.launch() == first.launch())
                        .anyMatch(name ->
                                !name.failed() || name.attempt() >= claim.get().attempt());
        if (done) {
            claim.get().close();
            return Optional.empty();
        }
        return claim.map(taken -> new Claimed(launch, spec(planned, launch.launch(), taken.attempt(), inputs), taken));
    }

    /**
     * A launch of this run.
     *
     * @param launch which
     * @param spec its attempt
     * @param claim the right to make it
     */
    record Claimed(Schedule.Next launch, LaunchSpec spec, Claim claim) {}

    static Path log(LaunchSpec spec) {
        return Path.of(spec.shard().replaceFirst("\\.h5$", ".log"));
    }

    /** Forgets log, failure notes and mark of a launch: before it starts, and once it is complete. */
    void tidy(LaunchSpec spec) throws IOException {
        Files.deleteIfExists(LaunchProcess.mark(spec));
        Files.deleteIfExists(log(spec));
        for (int rank = 0; rank < spec.cell().ranks(); rank++) {
            Files.deleteIfExists(Failure.note(spec, rank));
        }
    }

    /**
     * The shards of the planned cells. A damaged one is moved aside, so that its launch runs again.
     *
     * @param keys keys of the planned cells
     */
    List<StudyFile> shards(Set<String> keys) throws IOException {
        return shards(keys, _ -> true);
    }

    private List<StudyFile> shards(Set<String> keys, Predicate<ShardName> wanted) throws IOException {
        List<StudyFile> shards = new ArrayList<>();
        List<ShardName> names = ShardName.in(folder).stream()
                .filter(name -> keys.contains(name.key()) && wanted.test(name))
                .sorted(Comparator.comparingInt(ShardName::attempt))
                .toList();
        for (ShardName name : names) {
            Path file = folder.resolve(name.fileName());
            try {
                shards.add(read.computeIfAbsent(name, _ -> StudyFileReader.read(file)));
            } catch (StudyFileException e) {
                moveAside(file);
                told.remove(name);
                out.println(e.getMessage() + "; moved aside, its launch runs again");
            }
        }
        return shards;
    }

    /** Another run may have done so, or forgotten it. */
    private static void moveAside(Path file) throws IOException {
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            return;
        }
    }

    /** The shards of these cells that are new since it was asked last, in the order of their attempts. */
    List<StudyFile> news(Set<String> keys) throws IOException {
        Set<ShardName> news = new HashSet<>(ShardName.in(folder));
        news.removeAll(told);
        told.addAll(news);
        return shards(keys, news::contains);
    }

    /** The shard of that launch, which this run makes, will be no news. */
    void tell(LaunchSpec spec) {
        ShardName name = ShardName.of(spec);
        told.add(name);
        told.add(name.asFailed());
    }

    /** Tells of shards that belong to none of these cells. */
    void tellOthers(Set<String> keys) {
        long others = ShardName.in(folder).stream()
                .filter(name -> !keys.contains(name.key()))
                .count();
        if (others > 0) {
            out.println(others + " launches at other settings stay in " + folder + System.lineSeparator()
                    + "  and show again when the study runs with those settings");
        }
    }
}
