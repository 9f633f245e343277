package rxt.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rxt.record.Cell;
import rxt.record.LaunchSpec;
import rxt.record.ProgramSpec;

/**
 * From a launch of a program to the words that start it: by the launcher of the MPI that {@code ffm} uses, placed and
 * bound as ranks of {@code ffm} are, on one rank too. The variables stand before the program, through {@code env}, so
 * that they reach ranks on every node whatever the launcher.
 */
final class ProgramCommand {
    /** Placeholders that are no parameters; {@code steps} are all of a launch, warm-up included. */
    static final List<String> GIVEN = List.of("ranks", "threads", "nodes", "seed", "launch", "steps");

    private ProgramCommand() {}

    /**
     * The file of a program, absolute.
     *
     * @param word its name in the command: with a slash a path from {@code folder}, otherwise looked for in {@code path}
     * @throws IllegalArgumentException where it is not there, or no program
     */
    static Path find(String word, Path folder, String path) {
        if (!word.contains("/")) {
            return Arrays.stream(path.split(":"))
                    .filter(entry -> !entry.isEmpty())
                    .map(entry -> Path.of(entry).resolve(word))
                    .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no program '" + word
                            + "' on PATH; load its module, or give its path"
                            + (Files.exists(folder.resolve(word)) ? ", such as ./" + word : "")));
        }
        Path file = folder.resolve(word).normalize();
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("there is no program '" + file
                    + "'; compile it, or mend the path, which begins at the folder of the study file");
        }
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            throw new IllegalArgumentException("'" + file + "' is no program that may be run; "
                    + (Files.isRegularFile(file) ? "chmod +x makes it one" : "name a file"));
        }
        return file;
    }

    /** What starts the ranks, as one would type it. */
    static Command line(LaunchSpec spec, Launcher.Shape shape, Installation installation) {
        Command start = MpiCommand.of(installation.mpi().orElseThrow(), shape, installation);
        List<String> argv = new ArrayList<>(start.argv());
        argv.addAll(rank(spec, installation));
        return new Command(argv, start.environment());
    }

    /** The process that starts the ranks, watches them and writes the shard. */
    static Command watched(LaunchSpec spec, Launcher.Shape shape, Installation installation) {
        Mpi mpi = installation.mpi().orElseThrow();
        List<String> words = new ArrayList<>(spec.arguments());
        words.add("library="
                + (mpi.slurm()
                        ? mpi.family().title() + " by Slurm "
                        : mpi.family().title() + " ") + mpi.version());
        words.add("rank=" + rankVariable(mpi));
        ProgramSpec program = spec.program().orElseThrow();
        words.add("output=" + Template.filledExpression(program.output(), values(spec)));
        files(program, installation).forEach(file -> words.add("file=" + file));
        Command start = MpiCommand.of(mpi, shape, installation);
        start.argv().forEach(word -> words.add("start=" + word));
        rank(spec, installation).forEach(word -> words.add("run=" + word));
        Launcher.Shape alone = new Launcher.Shape(1, 1, "local", true);
        Command watcher = Launcher.command("rxt.measure.ProgramRun", words, alone, installation);
        return new Command(watcher.argv(), start.environment());
    }

    /** The program and what else of its command is a file, in every cell the same. */
    private static List<Path> files(ProgramSpec program, Installation installation) {
        Path folder = Path.of(program.folder());
        List<Path> files = new ArrayList<>();
        List<String> words = Template.parse(program.command()).words();
        for (String word : words.stream()
                .filter(word -> Template.placeholders(word).isEmpty())
                .toList()) {
            Path file = files.isEmpty() && word.equals(words.getFirst())
                    ? find(word, folder, installation.path())
                    : folder.resolve(word);
            if (Files.isRegularFile(file)) {
                files.add(file);
            }
        }
        return files;
    }

    /** What every rank runs: env, variables, program, arguments. */
    private static List<String> rank(LaunchSpec spec, Installation installation) {
        ProgramSpec program = spec.program().orElseThrow();
        Map<String, String> values = values(spec);
        Map<String, String> variables = new TreeMap<>(threading(spec, installation));
        program.environment().forEach((name, value) -> variables.put(name, Template.filled(value, values)));
        List<String> words = new ArrayList<>(Template.parse(program.command()).filled(values));
        words.set(
                0,
                find(words.getFirst(), Path.of(program.folder()), installation.path())
                        .toString());
        List<String> all = new ArrayList<>(List.of("env"));
        variables.forEach((name, value) -> all.add(name + "=" + value));
        all.addAll(words);
        return all;
    }

    private static Map<String, String> values(LaunchSpec spec) {
        Cell cell = spec.cell();
        Map<String, String> values = new TreeMap<>(cell.params());
        values.put("ranks", Integer.toString(cell.ranks()));
        values.put("threads", Integer.toString(cell.threads()));
        values.put("nodes", Integer.toString(cell.nodes()));
        values.put("seed", Long.toString(spec.seed()));
        values.put("launch", Integer.toString(spec.launch()));
        values.put("steps", Integer.toString(spec.warmup() + spec.steps().first()));
        return values;
    }

    /** A thread is bound to a core, or hardware thread, of its rank's; where CPUs are shared to none. */
    private static Map<String, String> threading(LaunchSpec spec, Installation installation) {
        String threads = Integer.toString(spec.cell().threads());
        Map<String, String> variables = new TreeMap<>(
                Map.of("OMP_NUM_THREADS", threads, "MKL_NUM_THREADS", threads, "OPENBLAS_NUM_THREADS", threads));
        int workers = spec.cell().ranksPerNode() * spec.cell().threads();
        if (spec.oversubscribe() && workers > installation.cpus()) {
            variables.put("OMP_PROC_BIND", "false");
        } else {
            boolean hardwareThreads = workers > installation.cores() && workers <= installation.cpus();
            variables.putAll(Map.of("OMP_PROC_BIND", "close", "OMP_PLACES", hardwareThreads ? "threads" : "cores"));
        }
        return variables;
    }

    /** Where a rank reads its number. */
    private static String rankVariable(Mpi mpi) {
        if (mpi.slurm()) {
            return "SLURM_PROCID";
        }
        return mpi.family() == Mpi.Family.OPEN_MPI ? "OMPI_COMM_WORLD_RANK" : "PMI_RANK";
    }
}
