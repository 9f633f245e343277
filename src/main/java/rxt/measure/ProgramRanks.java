package rxt.measure;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rxt.record.HostName;
import rxt.record.LaunchSpec;
import rxt.record.ProgramSpec;
import rxt.record.RankRow;

/**
 * The ranks of a program, started by a launcher. Each begins as a shell that leaves host, process and affinity mask in
 * {@code <shard>.ranks/<rank>.place} and becomes the program, whose standard output is {@code <rank>.out} beside it: so
 * lines of ranks never mix, whatever the launcher, and standard error goes to the log.
 */
final class ProgramRanks {
    private static final String SHELL = """
            variable=$2 folder=$3
            shift 3
            eval "rank=\\${$variable-}"
            case $rank in
              '' | *[!0-9]*) echo "rxt: the launch failed: the launcher sets no $variable; is it another MPI's?" >&2; exit 1 ;;
            esac
            read -r host </proc/sys/kernel/hostname
            while read -r key cpus; do [ "$key" != Cpus_allowed_list: ] || break; done </proc/self/status
            printf '%s\\n' "$host" "$$" "$cpus" >"$folder/$rank.place"
            exec "$@" >"$folder/$rank.out"
            """;

    /** How long files of another node may take to be seen on a shared file system. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final long LOOK_MILLIS = 100;

    private final LaunchSpec spec;
    private final List<String> start;
    private final String rankVariable;
    private final Path folder;

    /**
     * Ranks to start.
     *
     * @param start the launcher's words
     * @param rankVariable variable by which it tells a rank its number
     */
    ProgramRanks(LaunchSpec spec, List<String> start, String rankVariable) {
        this.spec = spec;
        this.start = start;
        this.rankVariable = rankVariable;
        this.folder = Path.of(spec.shard() + ".ranks");
    }

    /** Starts these words on every rank; what an earlier start left is forgotten. */
    Process start(List<String> words) throws IOException {
        forget();
        Files.createDirectories(folder);
        List<String> argv = new ArrayList<>(start);
        argv.addAll(
                List.of("/bin/sh", "-c", SHELL, "rxt-rank", "shard=" + spec.shard(), rankVariable, folder.toString()));
        argv.addAll(words);
        return new ProcessBuilder(argv)
                .directory(
                        spec.program().map(ProgramSpec::folder).map(File::new).orElseThrow())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Removes what the ranks have left. */
    void forget() throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Standard output of a rank. */
    Path output(int rank) {
        return folder.resolve(rank + ".out");
    }

    /** Whether every rank has begun. */
    boolean haveBegun() throws IOException {
        for (int rank = 0; rank < spec.cell().ranks(); rank++) {
            if (place(rank).isEmpty() || !Files.exists(output(rank))) {
                return false;
            }
        }
        return true;
    }

    /** Waits until the places of all ranks, which have ended, are seen here. */
    void awaitPlaces() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!haveBegun() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        long begun = IntStream.range(0, spec.cell().ranks())
                .filter(rank -> Files.exists(folder.resolve(rank + ".place")))
                .count();
        if (begun < spec.cell().ranks()) {
            throw new RefusedLaunchException(
                    spec.cell().ranks() + " ranks were asked for and " + begun + " have run; the log says why");
        }
    }

    /** Host, process and mask; empty where it has not begun. */
    private List<String> place(int rank) throws IOException {
        Path file = folder.resolve(rank + ".place");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return lines.size() == 3 ? lines : List.of();
    }

    /** The ranks' rows, where only places are known. */
    List<RankRow> rows(double resolution) throws IOException {
        List<RankRow> rows = new ArrayList<>();
        for (int rank = 0; rank < spec.cell().ranks(); rank++) {
            List<String> place = place(rank);
            rows.add(new RankRow(
                    0,
                    rank,
                    place.get(0),
                    Long.parseLong(place.get(1)),
                    place.get(2),
                    "",
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    0,
                    new RankRow.Timer(Double.NaN, resolution, "")));
        }
        return rows;
    }

    /** Refuses nodes that are not as many as asked for, and oversubscription that nobody asked for. */
    void audit() throws IOException {
        long nodes = places().stream().map(List::getFirst).distinct().count();
        if (nodes != spec.cell().nodes()) {
            throw new RefusedLaunchException("the cell is of " + spec.cell().nodes() + " nodes and its ranks run on "
                    + nodes + "; ask for that many nodes, or mend the grid");
        }
        String conflict = conflict();
        if (!conflict.isEmpty() && !spec.oversubscribe()) {
            throw new RefusedLaunchException(Placement.refusal(conflict));
        }
    }

    /** What is oversubscribed, in words; "" for nothing. */
    String conflict() throws IOException {
        return Placement.conflict(
                places().stream()
                        .map(place -> new String[] {place.get(0), place.get(2)})
                        .toList(),
                spec.cell().threads());
    }

    private List<List<String>> places() throws IOException {
        List<List<String>> places = new ArrayList<>();
        for (int rank = 0; rank < spec.cell().ranks(); rank++) {
            places.add(place(rank));
        }
        return places;
    }

    /** A line for each rank that has begun with its process, by which some launchers name a rank that has ended. */
    List<String> processes() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int rank = 0; rank < spec.cell().ranks(); rank++) {
            List<String> place = place(rank);
            if (!place.isEmpty()) {
                lines.add(rank + " " + place.get(1));
            }
        }
        return lines;
    }

    /** Ends the launcher, which ends its ranks, and those of this node that are left without it. */
    void end(Process launcher) throws IOException, InterruptedException {
        launcher.destroy();
        if (!launcher.waitFor(5, TimeUnit.SECONDS)) {
            launcher.descendants().forEach(ProcessHandle::destroyForcibly);
            launcher.destroyForcibly().waitFor();
        }
        for (List<String> place : places()) {
            if (!place.isEmpty() && place.getFirst().equals(HostName.current())) {
                ProcessHandle.of(Long.parseLong(place.get(1))).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }
}
