package rxt.study.slurm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The Slurm job around this process.
 *
 * @param job its number, {@code 12} or {@code 12_3} for a task of an array
 * @param nodes names of its nodes
 * @param here which of them this process is on; empty on another, as a login node
 * @param end when Slurm ends it; empty where it does not or nobody tells
 * @param restarts how often it was begun before, on whatever nodes
 */
public record Allocation(String job, List<String> nodes, Optional<String> here, Optional<Instant> end, int restarts) {
    /**
     * At the end of a job: its SIGTERM, which ends what runs, is asked for a minute before, and Slurm may send it up to
     * another minute earlier. The merge has that time too.
     */
    public static final Duration MARGIN = Duration.ofSeconds(125);

    private static final long PATIENCE_SECONDS = 20;

    public Allocation {
        nodes = List.copyOf(nodes);
    }

    /**
     * The job that the variables tell of; empty outside of one.
     *
     * @param environment variables as {@link System#getenv()} has them
     * @throws IllegalArgumentException where a variable is not as Slurm sets it
     */
    public static Optional<Allocation> around(Map<String, String> environment) {
        return of(environment, Allocation::endBySqueue);
    }

    /**
     * The same.
     *
     * @param ends tells when the job of a number ends as squeue prints it, or ""
     */
    static Optional<Allocation> of(Map<String, String> environment, Function<String, String> ends) {
        String number = environment.getOrDefault("SLURM_JOB_ID", "");
        String list = environment.getOrDefault("SLURM_JOB_NODELIST", "");
        if (number.isEmpty() || list.isEmpty()) {
            return Optional.empty();
        }
        String job = environment.containsKey("SLURM_ARRAY_TASK_ID")
                ? environment.get("SLURM_ARRAY_JOB_ID") + "_" + environment.get("SLURM_ARRAY_TASK_ID")
                : number;
        List<String> nodes = NodeList.expand(list);
        Optional<Instant> end = Optional.ofNullable(environment.get("SLURM_JOB_END_TIME"))
                .filter(text -> text.matches("\\d{1,12}"))
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)))
                .or(() -> instant(ends.apply(job)));
        return Optional.of(new Allocation(
                job,
                nodes,
                Optional.ofNullable(environment.get("SLURMD_NODENAME")).filter(nodes::contains),
                end,
                Integer.parseInt(environment.getOrDefault("SLURM_RESTART_COUNT", "0"))));
    }

    /** Slurm's times are local ones, without a zone; there are words too, such as {@code NONE} and {@code Unknown}. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(
                    LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String endBySqueue(String job) {
        ProcessBuilder squeue = new ProcessBuilder("squeue", "-h", "-j", job, "-o", "%e")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        squeue.environment().put("SLURM_TIME_FORMAT", "standard");
        try {
            Process process = squeue.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return ""; // no such program here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
