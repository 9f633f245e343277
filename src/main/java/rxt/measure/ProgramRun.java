package rxt.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import rxt.kernel.Check;
import rxt.record.LaunchSpec;
import rxt.record.ProgramSpec;
import rxt.record.RankRow;

/**
 * One launch of a program in place of a kernel: starts its ranks, audits their places, follows what they print, checks
 * exit code and answer, and writes the shard. The words are those of {@link LaunchSpec}, then {@code library=},
 * {@code rank=}, {@code output=} and as often as needed {@code start=}, {@code run=} and {@code file=}.
 *
 * <p>It ends with code 0 only when the shard is committed, with the launcher's where the program failed. The file
 * {@code <shard>.mark} is touched from the first line {@code rxt step} on, whenever a rank prints: before that nobody can
 * tell a program that computes from one that is stuck.
 */
public final class ProgramRun {
    private static final int EMPTY_LAUNCHES = 3;
    private static final long LOOK_MILLIS = 200;
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private final Optional<Instant> started = ProcessStart.instant();
    private final LaunchSpec spec;
    private final ProgramWords words;
    private final ProgramRanks ranks;
    private final List<ProgramOutput> outputs;
    private final Path mark;
    private boolean audited;

    /**
     * What is beside the configuration of the launch.
     *
     * @param library message-passing library that its launcher belongs to
     * @param rank variable by which the launcher tells a rank its number
     * @param output regular expression of the answer, its placeholders filled in; "" for none
     * @param start the launcher's words
     * @param run what every rank runs
     * @param files whose checksums are recorded
     */
    record ProgramWords(
            String library, String rank, String output, List<String> start, List<String> run, List<Path> files) {}

    private ProgramRun(LaunchSpec spec, ProgramWords words) {
        this.spec = spec;
        this.words = words;
        this.ranks = new ProgramRanks(spec, words.start(), words.rank());
        Pattern answer = words.output().isEmpty() ? NOTHING : Pattern.compile(words.output());
        this.outputs = IntStream.range(0, spec.cell().ranks())
                .mapToObj(rank -> new ProgramOutput(ranks.output(rank), answer))
                .toList();
        this.mark = Path.of(spec.shard() + ".mark");
    }

    public static void main(String[] args) {
        int code = RankProgram.FAILED;
        try {
            List<String> rest = new ArrayList<>(List.of(args));
            ProgramWords words = new ProgramWords(
                    take(rest, "library").getFirst(),
                    take(rest, "rank").getFirst(),
                    take(rest, "output").getFirst(),
                    take(rest, "start"),
                    take(rest, "run"),
                    take(rest, "file").stream().map(Path::of).toList());
            code = new ProgramRun(LaunchSpec.parse(rest), words).run();
        } catch (Throwable cause) { // nothing above main can report it
            System.err.println("rxt: the launch failed: "
                    + (cause instanceof RefusedLaunchException ? cause.getMessage() : cause.toString()));
        }
        System.exit(code);
    }

    /** The values of all words of that name, which are taken out. */
    private static List<String> take(List<String> words, String name) {
        String prefix = name + "=";
        List<String> values = words.stream()
                .filter(word -> word.startsWith(prefix))
                .map(word -> word.substring(prefix.length()))
                .toList();
        words.removeIf(word -> word.startsWith(prefix));
        return values;
    }

    /** The exit code of this process. */
    private int run() throws IOException, InterruptedException {
        double wallSeconds = launch(words.run());
        ProgramSpec program = spec.program().orElseThrow();
        if (exitCode != program.exitCode()) {
            Files.write(mark, ranks.processes());
            System.err.println(
                    "rxt: what the ranks printed is in " + ranks.output(0).getParent());
            if (exitCode == 0) {
                throw new RefusedLaunchException(
                        "the program ended with exit code 0, and check.exit_code expects " + program.exitCode());
            }
            return exitCode;
        }
        ranks.awaitPlaces();
        audit();
        for (ProgramOutput output : outputs) {
            output.end();
        }
        boolean toldSteps = outputs.stream().anyMatch(output -> !output.steps().isEmpty());
        ProgramTimes steps = toldSteps ? ProgramTimes.ofSteps(outputs, spec.warmup()) : null;
        List<RankRow> rows = ranks.rows(toldSteps ? steps.resolution() : Double.NaN);
        boolean oversubscribed = !ranks.conflict().isEmpty();
        ProgramTimes times = toldSteps ? steps : ProgramTimes.ofLaunch(wallSeconds, emptyLaunches());
        new ProgramShard(spec, words, started).commit(rows, times, answer(times), oversubscribed);
        ranks.forget();
        return 0;
    }

    private int exitCode;

    /** Starts the ranks and waits for their end; how long they took, in seconds. */
    private double launch(List<String> run) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process launcher = ranks.start(run);
        try {
            while (!launcher.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                follow();
            }
            double seconds = (System.nanoTime() - begin) * 1e-9;
            exitCode = launcher.exitValue();
            return seconds;
        } finally {
            ranks.end(launcher);
        }
    }

    private void follow() throws IOException {
        if (!audited && ranks.haveBegun()) {
            audit();
        }
        boolean printed = false;
        boolean stepped = false;
        for (ProgramOutput output : outputs) {
            printed |= output.read();
            stepped |= !output.steps().isEmpty();
        }
        if (printed && stepped) {
            if (Files.exists(mark)) {
                Files.setLastModifiedTime(mark, FileTime.from(Instant.now()));
            } else {
                Files.write(mark, ranks.processes());
            }
        }
    }

    private void audit() throws IOException {
        ranks.audit();
        audited = true;
    }

    /** How long launches take that do nothing. */
    private double[] emptyLaunches() throws IOException, InterruptedException {
        double[] seconds = new double[EMPTY_LAUNCHES];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = emptyLaunch();
        }
        return seconds;
    }

    private double emptyLaunch() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process launcher = ranks.start(List.of("true"));
        try {
            int code = launcher.waitFor();
            double seconds = (System.nanoTime() - begin) * 1e-9;
            if (code != 0) {
                throw new RefusedLaunchException("an empty launch, whose time is taken off, ended with exit code "
                        + code + "; the log says why, and a program that prints 'rxt step <seconds>' needs none");
            }
            return seconds;
        } finally {
            ranks.end(launcher);
        }
    }

    /** What the ranks answer, and whether their times may count. */
    private Check answer(ProgramTimes times) {
        Check check = words.output().isEmpty()
                ? new Check("exit code", String.valueOf(exitCode), String.valueOf(exitCode), true, "")
                : printed();
        return times.refusal()
                .filter(_ -> check.valid())
                .map(refusal -> new Check("timer", "long enough to be timed", refusal, false, check.digest()))
                .orElse(check);
    }

    private Check printed() {
        String expected = "a line of standard output that matches " + words.output();
        List<ProgramOutput> answers =
                outputs.stream().filter(output -> output.matched().isPresent()).toList();
        if (answers.isEmpty()) {
            long lines = outputs.stream().mapToLong(ProgramOutput::lines).sum();
            return new Check(
                    "output",
                    expected,
                    lines == 0 ? "nothing was printed" : "none of " + lines + " lines does",
                    false,
                    "");
        }
        List<String> distinct =
                answers.stream().map(ProgramOutput::captured).distinct().toList();
        String line = answers.getFirst().matched().orElseThrow();
        return distinct.size() == 1
                ? new Check("output", expected, line, true, distinct.getFirst())
                : new Check("output", "one answer of all ranks", String.join(" and ", distinct), false, "");
    }
}
