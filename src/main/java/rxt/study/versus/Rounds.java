package rxt.study.versus;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import rxt.record.StudyFileException;
import rxt.record.VersusFile;
import rxt.record.claim.Claims;
import rxt.record.claim.Holder;
import rxt.record.claim.Pace;
import rxt.record.claim.Standing;
import rxt.study.Command;
import rxt.study.Installation;
import rxt.study.Interrupt;
import rxt.study.LaunchProcess;
import rxt.study.Progress;
import rxt.study.Study;

/**
 * Runs both sides of every pair, round after round: the pairs of a round in an order that the seed decides, the two
 * sides of a pair one right after the other, which first the seed decides too. A pair that fails is left out of the
 * rounds that follow; its rows say why.
 */
public final class Rounds {
    private static final Study.Limits LAUNCH_LIMITS = new Study.Limits(60 * 2, 60 * 2);

    private final Installation installation;
    private final Path home;
    private final Twins twins;
    private final Path output;
    private final Settings settings;
    private final PrintStream out;
    private final Path folder;

    /**
     * How often.
     *
     * @param rounds launches of each side of each pair, 1 or more
     * @param batches samples in each launch, 1 or more
     * @param seed seed of the order
     */
    public record Settings(int rounds, int batches, long seed) {
        public Settings {
            atLeastOne("rounds", rounds);
            atLeastOne("samples", batches);
        }
    }

    private static void atLeastOne(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("--" + name + " " + number + ": give 1 or more");
        }
    }

    /**
     * Rounds to run.
     *
     * @param installation with what
     * @param home where RxT stands, with the sources of the C twins
     * @param output the file that all samples go to
     * @param settings how often
     * @param out where progress is told
     */
    public Rounds(Installation installation, Path home, Path output, Settings settings, PrintStream out) {
        this.installation = installation;
        this.home = home.toAbsolutePath();
        this.twins = Twins.of(this.home, installation.path());
        this.output = output.toAbsolutePath();
        this.settings = settings;
        this.out = out;
        this.folder =
                this.output.resolveSibling(this.output.getFileName().toString().replaceFirst("\\.h5$", "") + ".parts");
    }

    /** Messages and threads, on every transport; see {@link Choice}. */
    public Field core(List<String> only) {
        return new Field("versus core", Choice.parse(only).of(CorePair.all(installation)));
    }

    /** A step of each kernel that has a C twin, or of those named, at each of three splits. */
    public Field kernels(List<String> only) {
        return new Field("versus kernels", KernelPair.all(installation, home.resolve("inputs"), only));
    }

    /** What a run measures. */
    public static final class Field {
        private final String command;
        private final List<Pair> pairs;

        private Field(String command, List<Pair> pairs) {
            this.command = command;
            this.pairs = List.copyOf(pairs);
        }
    }

    /** Prints the command lines of both sides of the first round, runs nothing. */
    public void print(Field field) {
        for (Pair pair : field.pairs) {
            out.println(pair.label());
            if (pair.missing().isEmpty()) {
                out.println("  "
                        + command(pair, true, folder.resolve("rxt" + Parts.SAMPLES))
                                .shell());
                out.println("  "
                        + command(pair, false, folder.resolve("c" + Parts.SAMPLES))
                                .shell());
            } else {
                out.println("  cannot run: " + pair.missing());
            }
        }
    }

    /**
     * Measures and writes the file.
     *
     * @throws rxt.study.StudyException where a compiler is missing, before anything is changed
     * @throws rxt.record.StudyFileException where the output is another file, before anything is changed
     */
    public VersusFile run(Field field) throws IOException, InterruptedException {
        if (Files.exists(output)) {
            refuseToLose(output);
        }
        twins.make(field.pairs.stream().filter(pair -> pair.missing().isEmpty()).toList());
        try {
            return measure(field);
        } finally {
            Parts.removeIfEmpty(folder); // now that this run's claim is gone
        }
    }

    /** What is there is replaced only if it is another run's. */
    private static void refuseToLose(Path output) {
        try {
            VersusFile.read(output);
        } catch (StudyFileException e) {
            throw new StudyFileException(
                    output,
                    "stands where the samples are to go, and is no file that this RxT's 'versus' writes",
                    "delete or rename it, or choose another with --output (" + e.getMessage() + ")",
                    e);
        }
    }

    private VersusFile measure(Field field) throws IOException, InterruptedException {
        try (Claims claims = Claims.join(folder, Holder.self("", field.command), Pace.NORMAL)) {
            refuseOthers(claims);
            Interrupt interrupt = new Interrupt();
            try {
                LaunchProcess.killOrphans(folder);
                Results results = new Results(field.pairs, installation);
                takeTurns(field.pairs, results, interrupt);
                VersusFile file = results.file(settings.seed(), settings.rounds());
                file.commit(output);
                return file;
            } finally {
                Parts.tidy(folder);
                interrupt.release();
            }
        }
    }

    private static void refuseOthers(Claims claims) {
        List<Standing> others = claims.otherRuns();
        if (!others.isEmpty()) {
            throw claims.heldBy(others.getFirst().who());
        }
    }

    private record Turn(Pair pair, int round, boolean javaFirst) {}

    private List<Turn> turns(List<Pair> pairs) {
        Random random = new Random(settings.seed());
        List<Turn> turns = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            int now = round;
            List<Pair> order = new ArrayList<>(pairs.stream()
                    .filter(pair -> pair.missing().isEmpty())
                    .filter(pair -> now < pair.rounds(settings.rounds()))
                    .toList());
            Collections.shuffle(order, random);
            order.forEach(pair -> turns.add(new Turn(pair, now, random.nextBoolean())));
        }
        return turns;
    }

    private void takeTurns(List<Pair> pairs, Results results, Interrupt interrupt)
            throws IOException, InterruptedException {
        List<Turn> rest = turns(pairs);
        int all = rest.size();
        double spent = 0;
        for (int done = 1; !rest.isEmpty() && !interrupt.requested(); done++) {
            Turn turn = rest.removeFirst();
            Side first = launch(turn, turn.javaFirst(), results, interrupt);
            Side second = launch(turn, !turn.javaFirst(), results, interrupt);
            if (!first.problem().isEmpty() || !second.problem().isEmpty()) {
                // What failed once fails again, and a hang costs its whole limit each time.
                rest.removeIf(other -> other.pair().equals(turn.pair()));
            }
            spent += first.seconds() + second.seconds();
            tell(turn, done, all, List.of(first, second), spent / done * rest.size());
        }
    }

    private record Side(double seconds, String problem) {}

    private Side launch(Turn turn, boolean java, Results results, Interrupt interrupt)
            throws IOException, InterruptedException {
        if (interrupt.requested()) {
            return new Side(0, "interrupted");
        }
        Path shard = folder.resolve("round" + turn.round() + "-"
                + turn.pair().label().replaceAll("[ /]", "-") + "-" + (java ? "rxt" : "c") + Parts.SAMPLES);
        Parts.forget(shard, turn.pair().suite().ranks());
        Command command = command(turn.pair(), java, shard);
        Path log = Parts.log(shard);
        LaunchProcess process = LaunchProcess.start(command, shard, log);
        LaunchProcess.End end;
        try {
            interrupt.watch(process);
            end = process.await(LAUNCH_LIMITS);
        } finally {
            process.kill();
        }
        String problem = interrupt.requested() && !Files.exists(shard)
                ? "interrupted"
                : Parts.problem(end, shard, turn.pair().suite().ranks());
        results.add(new Results.Launch(turn.pair(), turn.round(), java, command, end, problem), shard);
        return new Side(end.wallSeconds(), problem);
    }

    /** Without the variable by which OpenBLAS takes another processor's code: what is its best would depend on the shell. */
    private Command command(Pair pair, boolean java, Path shard) {
        Command command = java
                ? pair.java(settings.batches(), shard, installation)
                : pair.c(settings.batches(), shard, twins, installation);
        return command.without("OPENBLAS_CORETYPE");
    }

    private void tell(Turn turn, int done, int all, List<Side> sides, double left) {
        int width = String.valueOf(all).length();
        int java = turn.javaFirst() ? 0 : 1;
        out.printf(
                Locale.ROOT,
                "[%" + width + "d/%d] %-24s rxt %5.1f s, c %5.1f s   %s%n",
                done,
                all,
                turn.pair().label(),
                sides.get(java).seconds(),
                sides.get(1 - java).seconds(),
                left > 0 ? "~" + Progress.duration(left) + " left" : "done");
        sides.stream()
                .map(Side::problem)
                .filter(problem -> !problem.isEmpty() && !problem.equals("interrupted"))
                .forEach(problem -> out.println("    " + problem));
    }
}
