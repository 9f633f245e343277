package rxt.study;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import rxt.record.LaunchSpec;

/**
 * One start of the ranks: the launcher's process, its output in a log, and its end by itself or by the time limit. The
 * launcher and its ranks are known by the shard on their command lines, also when they have outlived each other.
 */
public final class LaunchProcess {
    /** How long ranks may take to exit after their shard is there. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** For a launcher to end its ranks when it is asked to. */
    private static final Duration ASKED = Duration.ofSeconds(2);

    private static final String MARK = ".mark";

    private static final Duration LOOK = Duration.ofMillis(200);

    /** Time for all JVMs to print their threads. */
    private static final Duration DUMP = Duration.ofSeconds(5);

    /** How the last line of a thread dump begins, in every JVM of OpenJDK. */
    private static final String DUMP_END = "JNI global ref";

    private final Process process;
    private final Path shard;
    private final Path mark;
    private final Path log;
    private final Instant started = Instant.now();

    /**
     * How a launch ended.
     *
     * @param exitCode the launcher's, −1 where it was ended by the time limit
     * @param overdue the limit that ended it, in words; "" for none
     * @param started when it began
     * @param wallSeconds how long it took
     */
    public record End(int exitCode, String overdue, Instant started, double wallSeconds) {}

    private LaunchProcess(Process process, Path shard, Path log) {
        this.process = process;
        this.log = log;
        this.shard = shard;
        this.mark = Path.of(shard + MARK);
    }

    /** Starts the command that writes {@code shard}, in the shard's folder, where crash files of a JVM then lie too. */
    public static LaunchProcess start(Command command, Path shard, Path log) throws IOException {
        ProcessBuilder builder = command.process()
                .directory(shard.getParent().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        return new LaunchProcess(builder.start(), shard, log);
    }

    /** The file that rank 0 of that launch touches whenever it makes progress. */
    static Path mark(LaunchSpec spec) {
        return Path.of(spec.shard() + MARK);
    }

    /**
     * Waits for the end. When the launch as a whole, or what lies between two marks of progress, takes longer than its
     * limit, the ranks' threads are dumped into the log and all is ended.
     */
    public End await(Study.Limits limits) throws InterruptedException, IOException {
        String overdue = "";
        Instant committed = Instant.MAX;
        FileTime lastMark = null;
        Instant progressed = Instant.MAX.minusSeconds(limits.stuckSeconds());
        while (overdue.isEmpty()
                && !process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)
                && Instant.now().isBefore(committed)) {
            Instant now = Instant.now();
            FileTime marked = modified(mark);
            if (Files.exists(shard)) {
                committed = committed.equals(Instant.MAX) ? now.plus(GRACE) : committed;
            } else if (now.isAfter(started.plusSeconds(limits.launchSeconds()))) {
                overdue = "no result within " + limits.launchSeconds() + " s (limits.launch_seconds)";
            } else if (!Objects.equals(marked, lastMark)) {
                lastMark = marked;
                progressed = now;
            } else if (now.isAfter(progressed.plusSeconds(limits.stuckSeconds()))) {
                overdue = "no progress for " + limits.stuckSeconds() + " s (limits.stuck_seconds)";
            }
        }
        if (!overdue.isEmpty()) {
            dumpThreads();
        }
        boolean ended = !process.isAlive();
        double wall = Duration.between(started, Instant.now()).toNanos() * 1e-9;
        kill();
        return new End(ended ? process.exitValue() : -1, overdue, started, wall);
    }

    /**
     * Ends the launcher and every rank, also those whose launcher is gone. The launcher is asked first: it alone ends
     * ranks on other nodes, and srun leaves them running when it is killed.
     */
    public void kill() throws InterruptedException {
        List<ProcessHandle> all =
                Stream.concat(tree(), processesOf(shard.toString()).stream()).toList();
        process.destroy();
        process.waitFor(ASKED.toMillis(), TimeUnit.MILLISECONDS);
        all.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor();
    }

    /** The same, from a thread that may not throw. */
    void end() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends what launches of a killed sweep left running for shards of this folder; how many processes that were. */
    public static int killOrphans(Path folder) {
        return killOrphans(folder, _ -> true);
    }

    /** The same, of those shards only whose file name is an orphan's. */
    static int killOrphans(Path folder, Predicate<String> orphaned) {
        String prefix = folder + File.separator;
        List<ProcessHandle> orphans =
                withDescendants(named(prefix).filter(handle -> orphaned.test(shardOf(commandLine(handle), prefix))));
        orphans.forEach(ProcessHandle::destroyForcibly);
        return orphans.size();
    }

    /** File name of the shard in that folder; words end with a zero in the kernel's form, with a blank in the JDK's. */
    private static String shardOf(String commandLine, String prefix) {
        int from = commandLine.indexOf("shard=" + prefix);
        return from < 0 ? "" : commandLine.substring(from + 6 + prefix.length()).split("[\\x00 ]", 2)[0];
    }

    /** Whether its launcher runs. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** A JVM prints its threads on SIGQUIT. */
    private void dumpThreads() throws IOException, InterruptedException {
        List<ProcessHandle> jvms = Stream.concat(tree(), processesOf(shard.toString()).stream())
                .distinct()
                .filter(handle -> handle.info().command().orElse("").endsWith("/java"))
                .toList();
        for (ProcessHandle jvm : jvms) {
            new ProcessBuilder("kill", "-QUIT", String.valueOf(jvm.pid()))
                    .start()
                    .waitFor();
        }
        Instant deadline = Instant.now().plus(DUMP);
        while (dumps() < jvms.size() && Instant.now().isBefore(deadline)) {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
    }

    /** Dumps that the log holds to their last line. */
    private long dumps() throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(DUMP_END)).count();
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return null; // not there yet
        }
    }

    private Stream<ProcessHandle> tree() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()));
    }

    /** Launchers and ranks of this machine whose shard's path begins like that. */
    private static List<ProcessHandle> processesOf(String shardPrefix) {
        return withDescendants(named(shardPrefix));
    }

    /** Those that name such a shard themselves. */
    private static Stream<ProcessHandle> named(String shardPrefix) {
        return ProcessHandle.allProcesses().filter(handle -> commandLine(handle).contains("shard=" + shardPrefix));
    }

    /** The ranks of a program, and a launcher's helpers, are known by the launcher that started them alone. */
    private static List<ProcessHandle> withDescendants(Stream<ProcessHandle> launchers) {
        return launchers
                .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                .distinct()
                .toList();
    }

    /** From the kernel where it tells: the JDK cuts long ones off. */
    private static String commandLine(ProcessHandle handle) {
        try {
            return Files.readString(Path.of("/proc/" + handle.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // Gone since it was listed, or no Linux.
            return handle.info().commandLine().orElse("");
        }
    }
}
