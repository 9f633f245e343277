package rxt.study;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One start of the ranks: the launcher's process, its output in a log, and its end by itself or by the time limit. A
 * note of the process lies beside the shards while it runs, so that the next sweep finds what a killed one left behind.
 */
final class LaunchProcess {
    /** How long ranks may take to exit after their shard is there. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final String NOTE = "running";

    private final Process process;
    private final Path folder;
    private final Instant started = Instant.now();

    /**
     * How a launch ended.
     *
     * @param exitCode the launcher's, −1 where it was ended by the time limit
     * @param timedOut whether the limit ended it
     * @param started when it began
     * @param wallSeconds how long it took
     */
    record End(int exitCode, boolean timedOut, Instant started, double wallSeconds) {}

    private LaunchProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Starts a command in {@code folder}, where crash files of the JVM then lie too. */
    static LaunchProcess start(Command command, Path folder, Path log) throws IOException {
        ProcessBuilder builder = command.process()
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        LaunchProcess launch = new LaunchProcess(builder.start(), folder);
        Files.writeString(folder.resolve(NOTE), launch.process.pid() + " " + startMillis(launch.process.toHandle()));
        return launch;
    }

    /** Waits for the end; after {@code limit} the ranks' threads are dumped into the log and all is ended. */
    End await(Duration limit, Path shard) throws InterruptedException, IOException {
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
                || (Files.exists(shard) && process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS));
        boolean timedOut = !ended && !Files.exists(shard);
        if (timedOut) {
            dumpThreads();
        }
        if (!ended) {
            kill();
        }
        Files.deleteIfExists(folder.resolve(NOTE));
        double wall = Duration.between(started, Instant.now()).toNanos() * 1e-9;
        return new End(timedOut ? -1 : process.exitValue(), timedOut, started, wall);
    }

    /** Ends the launcher and all it started. */
    void kill() throws InterruptedException {
        kill(process.toHandle());
        process.waitFor();
    }

    /** Ends a launch that a killed sweep left running in this folder. */
    static Optional<Long> killOrphan(Path folder) throws IOException {
        Path note = folder.resolve(NOTE);
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        String[] words = Files.readString(note).split(" ", -1);
        Files.delete(note);
        Optional<ProcessHandle> orphan =
                words.length == 2 ? ProcessHandle.of(Long.parseLong(words[0])) : Optional.empty();
        // a process number is used again some day, its start time is not
        return orphan.filter(handle -> startMillis(handle) == Long.parseLong(words[1]))
                .map(handle -> {
                    kill(handle);
                    return handle.pid();
                });
    }

    private static void kill(ProcessHandle root) {
        List<ProcessHandle> tree =
                Stream.concat(root.descendants(), Stream.of(root)).toList();
        tree.forEach(ProcessHandle::destroyForcibly);
    }

    /** A JVM prints its threads on SIGQUIT. */
    private void dumpThreads() throws IOException, InterruptedException {
        List<ProcessHandle> jvms = Stream.concat(process.toHandle().descendants(), Stream.of(process.toHandle()))
                .filter(handle -> handle.info().command().orElse("").endsWith("/java"))
                .toList();
        for (ProcessHandle jvm : jvms) {
            new ProcessBuilder("kill", "-QUIT", String.valueOf(jvm.pid()))
                    .start()
                    .waitFor();
        }
        TimeUnit.MILLISECONDS.sleep(500);
    }

    private static long startMillis(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
