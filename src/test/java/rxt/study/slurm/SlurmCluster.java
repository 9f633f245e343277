package rxt.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import rxt.cli.ProgramRun;

/**
 * A real Slurm of four nodes that {@code slurm/local-cluster} has started.
 *
 * <p>Tests extended with {@link Shared} may ask for it as a parameter: it starts before the first of them and stops
 * after the last one of this JVM. The nodes see this checkout, so files of a job belong below {@code target}.
 */
public final class SlurmCluster implements AutoCloseable {
    /** How long a job of a test may take, waiting included. */
    public static final Duration PATIENCE = Duration.ofSeconds(150);

    private static final Path CHECKOUT = Path.of("").toAbsolutePath();
    private static final Pattern STATUS = Pattern.compile("(node\\d) (\\S+) slurmd (\\d+|none)");

    private final Path folder;

    private SlurmCluster(Path folder) {
        this.folder = folder;
    }

    /** Gives tests the one cluster of this JVM. */
    public static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SlurmCluster.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(SlurmCluster.class, _ -> startAfresh(), SlurmCluster.class);
        }

        private static SlurmCluster startAfresh() {
            SlurmCluster cluster = at(CHECKOUT.resolve("target/slurm"));
            try {
                cluster.close(); // what tests that were killed have left
                cluster.start();
                return cluster;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A cluster that is or will be there. */
    static SlurmCluster at(Path folder) {
        return new SlurmCluster(folder);
    }

    /** Starts it, or nodes of it that have ended. */
    public void start() throws IOException, InterruptedException {
        ProgramRun start = script("start");
        assertThat(start.exitCode()).as(start.err()).isZero();
    }

    /** What the script makes of that command. */
    ProgramRun script(String command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of(CHECKOUT.resolve("slurm/local-cluster").toString(), command, "--folder", folder.toString()));
        words.addAll(command.equals("start") ? List.of("--share", CHECKOUT.toString()) : List.of());
        return ProgramRun.of(CHECKOUT, Map.of(), words);
    }

    /** Stops it; nothing of it stays. */
    @Override
    public void close() throws IOException {
        try {
            ProgramRun stop = script("stop");
            assertThat(stop.exitCode()).as(stop.err()).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a program needs in its environment to use this cluster. */
    public Map<String, String> environment() {
        return Map.of("SLURM_CONF", folder.resolve("slurm.conf").toString(), "RXT_SHARED", CHECKOUT.toString());
    }

    /** Runs a program that uses this cluster, from that folder. */
    public ProgramRun run(Path from, String... command) throws IOException, InterruptedException {
        return ProgramRun.of(from, environment(), List.of(command));
    }

    /** Submits a job from that folder and prints its number. */
    public long submit(Path from, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sbatch", "--parsable"));
        command.addAll(Arrays.asList(words));
        ProgramRun sbatch = ProgramRun.of(from, environment(), command);
        assertThat(sbatch.exitCode()).as(sbatch.err()).isZero();
        return Long.parseLong(sbatch.out().strip());
    }

    /**
     * A job as Slurm tells of it.
     *
     * @param keys such as {@code JobState}, {@code Restarts}, {@code NodeList}
     */
    public record Job(Map<String, String> keys) {
        private static final List<String> UNDER_WAY =
                List.of("PENDING", "RUNNING", "COMPLETING", "CONFIGURING", "SUSPENDED", "REQUEUED", "STOPPED");

        /** Such as COMPLETED, FAILED, TIMEOUT, CANCELLED, NODE_FAIL. */
        public String state() {
            return keys.get("JobState");
        }

        boolean ended() {
            return !UNDER_WAY.contains(state());
        }

        int restarts() {
            return Integer.parseInt(keys.get("Restarts"));
        }
    }

    /** The tasks of an array, or the one job of that number. */
    public List<Job> jobs(long number) throws IOException, InterruptedException {
        ProgramRun show = run(CHECKOUT, "scontrol", "show", "--oneliner", "job", Long.toString(number));
        assertThat(show.exitCode()).as(show.err()).isZero();
        return show.out().lines().map(SlurmCluster::job).toList();
    }

    private static Job job(String line) {
        Map<String, String> keys = new HashMap<>();
        for (String word : line.split(" +", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                keys.putIfAbsent(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return new Job(keys);
    }

    /** Waits until all tasks of a job have ended. */
    public List<Job> await(long number) throws IOException, InterruptedException {
        return await(number, Job::ended);
    }

    /** Waits until that is so of all tasks of a job. */
    List<Job> await(long number, Predicate<Job> condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Job> jobs = jobs(number);
        while (!jobs.stream().allMatch(condition)) {
            assertThat(System.nanoTime()).as("still " + jobs).isLessThan(deadline);
            Thread.sleep(200);
            jobs = jobs(number);
        }
        return jobs;
    }

    /** The number of the slurmd of each node that has one. */
    Map<String, Long> daemons() throws IOException, InterruptedException {
        Map<String, Long> daemons = new HashMap<>();
        Matcher status = STATUS.matcher(script("status").out());
        while (status.find()) {
            if (!status.group(3).equals("none")) {
                daemons.put(status.group(1), Long.valueOf(status.group(3)));
            }
        }
        return daemons;
    }

    /** A folder for the files of a test, which all nodes see. */
    public static Path fresh(String name) throws IOException {
        Path parent = Files.createDirectories(CHECKOUT.resolve("target/slurm-jobs"));
        return Files.createTempDirectory(parent, name);
    }
}
