package rxt.study.slurm;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;
import rxt.record.claim.Claim;
import rxt.record.claim.Claims;
import rxt.record.claim.Holder;
import rxt.record.claim.Pace;
import rxt.study.Standing;
import rxt.study.StudyException;
import rxt.study.SweepException;
import rxt.study.slurm.Submission.Sent;

/**
 * Sends what a study misses: looks for what Slurm would take without a word and never run, prints what it will cost, has
 * Slurm test each script, then sends the arrays and the job that merges after them.
 */
public final class Submit {
    private static final Duration OTHERS_PATIENCE = Duration.ofSeconds(10);

    private final StudyJobs jobs;
    private final JobOptions options;
    private final PrintStream out;

    /**
     * A sending.
     *
     * @param out where it is told
     */
    public Submit(StudyJobs jobs, JobOptions options, PrintStream out) {
        this.jobs = jobs;
        this.options = options;
        this.out = out;
    }

    /**
     * Sends.
     *
     * @param force also while jobs of the study run or wait
     * @return what was sent; empty where nothing is missing
     * @throws StudyException before anything is sent or changed
     * @throws SweepException where Slurm fails; nothing of it stays in the queue then
     */
    public Optional<Submission> send(boolean force) throws IOException, InterruptedException {
        Slurm slurm = jobs.needed();
        JobPlan plan = plan();
        if (plan.arrays().isEmpty()) {
            tellNothingMissing();
            return Optional.empty();
        }
        try (Claims claims = Claims.join(jobs.place().jobs(), Holder.self("", "submit"), Pace.NORMAL);
                Claim _ = claims.await("submit", OTHERS_PATIENCE)) {
            List<Submission> earlier = jobs.sent();
            refuseWhileUnderWay(earlier, force);
            int number = earlier.isEmpty() ? 1 : earlier.getLast().number() + 1;
            List<JobScript> scripts = scripts(plan, number);
            SubmitText text = new SubmitText(jobs, options, plan);
            text.plan(out);
            test(slurm, scripts).ifPresent(start -> text.start(out, start));
            return Optional.of(send(slurm, plan, scripts, number));
        }
    }

    /** Prints jobs and scripts; sends nothing and changes nothing. */
    public void print() throws IOException {
        JobPlan plan = plan();
        if (plan.arrays().isEmpty()) {
            tellNothingMissing();
            return;
        }
        List<Submission> earlier = jobs.sent();
        List<JobScript> scripts =
                scripts(plan, earlier.isEmpty() ? 1 : earlier.getLast().number() + 1);
        SubmitText text = new SubmitText(jobs, options, plan);
        text.plan(out);
        if (jobs.slurm().isPresent()) {
            test(jobs.needed(), scripts).ifPresent(start -> text.start(out, start));
        } else {
            out.println("  no Slurm here: the limits of its partitions are not known");
        }
        for (JobScript script : scripts) {
            out.println();
            out.println("--- " + script.in(jobs.place()));
            out.print(script.text());
        }
    }

    private void tellNothingMissing() {
        out.println("Study " + jobs.study().name() + ": nothing is missing, nothing was sent; results: "
                + jobs.place().output());
    }

    private JobPlan plan() {
        List<Standing> standings = jobs.standings().now();
        int launchSeconds = jobs.study().limits().launchSeconds();
        JobPlan plan = JobPlan.of(standings, options, launchSeconds, jobs.partition());
        Lint lint = new Lint()
                .cells(jobs.study().name(), standings)
                .files(jobs.place())
                .more(options, jobs.partition())
                .time(plan, standings, jobs.partition());
        jobs.partition().ifPresent(partition -> lint.size(standings, partition));
        List<String> refusals = new ArrayList<>(lint.refusals());
        refuseOtherResults(refusals);
        if (jobs.slurm().isPresent()) {
            Slurm slurm = jobs.needed();
            Map<String, String> settings = slurm.settings();
            refusals.addAll(new Lint()
                    .arrays(plan, Integer.parseInt(settings.getOrDefault("MaxArraySize", "1001")))
                    .refusals());
            refusals.addAll(Access.refusals(
                    options,
                    jobs.partition().orElseThrow(),
                    settings.getOrDefault("AccountingStorageEnforce", "none"),
                    slurm.accounts()));
        }
        if (!refusals.isEmpty()) {
            throw new StudyException(
                    refusals.stream().distinct().collect(Collectors.joining(System.lineSeparator() + "rxt: ")));
        }
        return plan;
    }

    private void refuseOtherResults(List<String> refusals) {
        Path output = jobs.place().output();
        if (Files.isRegularFile(output)) {
            StudyFile there = StudyFileReader.read(output);
            if (!there.header().study().equals(jobs.study().name())) {
                refusals.add(
                        output + " holds results of study " + there.header().study() + ", not of "
                                + jobs.study().name() + "; choose another file with --output");
            }
        }
    }

    private void refuseWhileUnderWay(List<Submission> earlier, boolean force) {
        List<TaskState> live =
                jobs.tasks(earlier).stream().filter(task -> !task.over()).toList();
        if (!live.isEmpty() && !force) {
            String numbers = live.stream()
                    .map(task -> Long.toString(task.job()))
                    .distinct()
                    .collect(Collectors.joining(" "));
            throw new StudyException("jobs of study " + jobs.study().name() + " still run or wait: " + numbers
                    + "; `jobs/rxt status` shows them: wait for them, end them with `scancel " + numbers
                    + "`, or send more beside them with --force");
        }
    }

    private List<JobScript> scripts(JobPlan plan, int number) {
        JobScript.Setting setting =
                new JobScript.Setting(jobs.place(), jobs.study().name(), number, options);
        return Stream.concat(
                        plan.arrays().stream().map(array -> JobScript.measuring(array, setting)),
                        Stream.of(JobScript.merging(plan.mergeSeconds(), setting)))
                .toList();
    }

    /** The start that Slurm expects of the first, where it tells one. */
    private Optional<String> test(Slurm slurm, List<JobScript> scripts) throws IOException {
        Optional<String> start = Optional.empty();
        for (JobScript script : scripts) {
            Path file = Files.createTempFile("rxt-", ".sbatch");
            try {
                Files.writeString(file, script.text());
                Slurm.Answer answer = slurm.test(file);
                // Nodes that are down now may be up by the time the job is due.
                if (answer.exitCode() != 0 && !answer.complaint().contains("down, drained or reserved")) {
                    throw new StudyException("Slurm refuses " + script.fileName() + ": " + answer.complaint());
                }
                start = start.or(() -> SubmitText.startTime(answer.complaint()));
            } finally {
                Files.delete(file);
            }
        }
        return start;
    }

    private Submission send(Slurm slurm, JobPlan plan, List<JobScript> scripts, int number) throws IOException {
        for (JobScript script : scripts) {
            Path file = script.in(jobs.place());
            Files.writeString(file, script.text());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Submission sent = new Submission(
                number, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), options, List.of());
        try {
            for (int i = 0; i < plan.arrays().size(); i++) {
                ArrayJob array = plan.arrays().get(i);
                long job = slurm.send(List.of(), scripts.get(i).in(jobs.place()));
                sent = sent.and(new Sent(
                        job, array.name(), array.allCells() ? 0 : array.nodes(), array.partsInAll(), array.indices()));
                sent.keep(jobs.place());
            }
            String after = sent.numbers().stream().map(String::valueOf).collect(Collectors.joining(":"));
            long merge = slurm.send(
                    List.of("--dependency=afterany:" + after), scripts.getLast().in(jobs.place()));
            sent = sent.and(new Sent(merge, Sent.MERGE, 1, 1, "1"));
            sent.keep(jobs.place());
        } catch (SweepException | IOException e) {
            slurm.cancel(sent.numbers());
            throw new SweepException(e.getMessage() + "; what had been sent is cancelled", e);
        }
        out.println("Sent: "
                + sent.jobs().stream().map(job -> job.job() + " " + job.name()).collect(Collectors.joining(", ")));
        out.println("Scripts, logs and numbers: " + jobs.place().jobs());
        return sent;
    }
}
