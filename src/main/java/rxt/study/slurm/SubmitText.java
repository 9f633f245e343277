package rxt.study.slurm;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rxt.study.Progress;
import rxt.study.Standing;

/** What is told before jobs are sent: jobs, nodes, core-hours, the longest wait. At most 80 columns wide. */
record SubmitText(StudyJobs jobs, JobOptions options, JobPlan plan) {
    private static final Pattern START = Pattern.compile("to start at (?<time>\\S+)");
    private static final double HOUR = 3600;

    /** When Slurm expects a job to start, in the words of {@code sbatch --test-only}. */
    static Optional<String> startTime(String said) {
        Matcher start = START.matcher(said);
        return start.find() ? Optional.of(start.group("time")) : Optional.empty();
    }

    void plan(PrintStream out) {
        List<Standing> standings = jobs.standings().now();
        long measured = standings.stream()
                .filter(cell -> cell.state() == Standing.State.MEASURED)
                .count();
        out.println("Study " + jobs.study().name() + ": " + standings.size() + " cells, " + measured
                + " measured, " + plan.missing() + " to measure"
                + jobs.partition().map(SubmitText::title).orElse(""));
        String row = "  %-8s %-26s %5s %6s %10s %12s%n";
        out.printf(Locale.ROOT, row, "job", "measures", "tasks", "nodes", "CPUs/node", "time limit");
        for (ArrayJob array : plan.arrays()) {
            String limit = SlurmTime.text(array.seconds());
            out.printf(
                    Locale.ROOT,
                    row,
                    array.name(),
                    array.title(),
                    array.tasks(),
                    array.nodes(),
                    array.cpusPerNode(),
                    limit);
        }
        out.printf(
                Locale.ROOT, row, "merge", "one results file, at last", 1, 1, 1, SlurmTime.text(plan.mergeSeconds()));
        out.println("  core-hours: at most " + hours(mostCoreSeconds()) + likely());
        out.println("  longest wait: " + Progress.duration((double) plan.longestSeconds(options, jobs.partition()))
                + " once nodes are free (all time limits in sequence)");
    }

    void start(PrintStream out, String time) {
        out.println("  Slurm expects the first to start at " + time);
    }

    private static String title(Partition partition) {
        return System.lineSeparator() + "  partition " + partition.name() + ": "
                + partition.nodes().size()
                + " nodes of " + partition.cpusPerNode() + " CPUs"
                + (partition.workingNodes() < partition.nodes().size()
                        ? ", " + partition.workingNodes() + " of them up"
                        : "")
                + ", time limit " + SlurmTime.text(partition.maxSeconds());
    }

    private double mostCoreSeconds() {
        int cpus = jobs.partition().map(Partition::cpusPerNode).orElse(0);
        return (double) plan.mergeSeconds() * Math.max(1, cpus)
                + plan.arrays().stream()
                        .mapToDouble(array -> array.mostCoreSeconds(cpus))
                        .sum();
    }

    private String likely() {
        return Double.isNaN(plan.likelyCoreSeconds())
                ? " (by time limits; no launch was ever made)"
                : " by time limits, about " + hours(plan.likelyCoreSeconds()) + " going by earlier launches";
    }

    private static String hours(double coreSeconds) {
        return String.format(Locale.ROOT, coreSeconds < 10 * HOUR ? "%.2f" : "%.0f", coreSeconds / HOUR);
    }
}
