package rxt.study;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One start of the ranks: the launcher's process, its output in a log, and its end by itself or by the time limit. The
 * launcher and its ranks are known by the shard on their command lines, also when they have outlived each other.
 */
public final class LaunchProcess {
    /** How long ranks may take to exit after their shard is there. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofMillis(200);

    /** Time for a JVM to print its threads. */
    private static final Duration DUMP = Duration.ofMillis(700);

    private final Process process;
    private final Path shard;
    private final Instant started = Instant.now();

    /**
     * How a launch ended.
     *
     * @param exitCode the launcher's, −1 where it was ended by the time limit
     * @param timedOut whether the limit ended it
     * @param started when it began
     * @param wallSeconds how long it took
     */
    public record End(int exitCode, boolean timedOut, Instant started, double wallSeconds) {}

    private LaunchProcess(Process process, Path shard) {
        this.process = process;
        this.shard = shard;
    }

    /** Starts the command that writes {@code shard}, in the shard's folder, where crash files of a JVM then lie too. */
    public static LaunchProcess start(Command command, Path shard, Path log) throws IOException {
        ProcessBuilder builder = command.process()
                .directory(shard.getParent().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        return new LaunchProcess(builder.start(), shard);
    }

    /** Waits for the end; after {@code limit} the ranks' threads are dumped into the log and all is ended. */
    public End await(Duration limit) throws InterruptedException, IOException {
        Instant deadline = started.plus(limit);
        boolean committed = false;
        while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)
                && Instant.now().isBefore(deadline)) {
            if (!committed && Files.exists(shard)) {
                committed = true;
                deadline = Instant.now().plus(GRACE);
            }
        }
        boolean timedOut = process.isAlive() && !Files.exists(shard);
        if (timedOut) {
            dumpThreads();
        }
        boolean ended = !process.isAlive();
        double wall = Duration.between(started, Instant.now()).toNanos() * 1e-9;
        kill();
        return new End(ended ? process.exitValue() : -1, timedOut, started, wall);
    }

    /** Ends the launcher and every rank, also those whose launcher is gone. */
    public void kill() throws InterruptedException {
        Stream.concat(tree(), processesOf(shard.toString()).stream()).forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor();
    }

    /** Ends what launches of a killed sweep left running for shards of this folder; how many processes that were. */
    public static int killOrphans(Path folder) {
        List<ProcessHandle> orphans = processesOf(folder + File.separator);
        orphans.forEach(ProcessHandle::destroyForcibly);
        return orphans.size();
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
        TimeUnit.MILLISECONDS.sleep(DUMP.toMillis());
    }

    private Stream<ProcessHandle> tree() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()));
    }

    /** Launchers and ranks of this machine whose shard's path begins like that. */
    private static List<ProcessHandle> processesOf(String shardPrefix) {
        return ProcessHandle.allProcesses()
                .filter(handle -> commandLine(handle).contains("shard=" + shardPrefix))
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
