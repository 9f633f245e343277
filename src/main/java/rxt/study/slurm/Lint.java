package rxt.study.slurm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import rxt.study.Standing;

/**
 * What Slurm would take without a word and leave pending for ever, or start only to see it fail: each refusal says what,
 * where, what is allowed and how to mend it.
 */
final class Lint {
    /** Set by the plan; said otherwise they would break it. */
    private static final Set<String> OWN = Set.of(
            "-N",
            "--nodes",
            "-n",
            "--ntasks",
            "--ntasks-per-node",
            "-c",
            "--cpus-per-task",
            "-a",
            "--array",
            "-d",
            "--dependency",
            "-o",
            "--output",
            "--open-mode",
            "-t",
            "--time",
            "-p",
            "--partition",
            "-A",
            "--account",
            "-q",
            "--qos",
            "--wrap",
            "-W",
            "--wait",
            "--signal",
            "-J",
            "--job-name",
            "-D",
            "--chdir",
            "--test-only",
            "--parsable");

    private final List<String> refusals = new ArrayList<>();

    /** What is wrong with the whole; empty where it may be sent. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            refusals.add(message);
        }
    }

    /** A study without a cell that could run. */
    Lint cells(String study, List<Standing> standings) {
        require(
                !standings.isEmpty(),
                "study " + study + " has no cell: name kernels in its 'kernels', and a grid, as `jobs/rxt list` and"
                        + " jobs/laptop.yaml show");
        boolean allSkipped = standings.stream().noneMatch(cell -> cell.planned().runs());
        require(
                standings.isEmpty() || !allSkipped,
                "no cell of study " + study + " can run: "
                        + standings.stream()
                                .map(cell -> cell.planned().cell().label() + ": " + cell.reason())
                                .limit(3)
                                .collect(Collectors.joining("; ")));
        return this;
    }

    /** More nodes or CPUs than there are, for each number of nodes once. */
    Lint size(List<Standing> standings, Partition partition) {
        List<Standing> missing = standings.stream().filter(Standing::wantsMore).toList();
        missing.stream()
                .collect(Collectors.groupingBy(JobPlan::nodes))
                .forEach((nodes, cells) -> nodes(nodes, cells, partition));
        missing.stream()
                .filter(cell -> JobPlan.cpusPerNode(cell, Optional.of(partition)) > partition.cpusPerNode())
                .findFirst()
                .ifPresent(cell -> require(
                        false,
                        "cell " + cell.planned().cell().label() + " needs "
                                + JobPlan.cpusPerNode(cell, Optional.of(partition))
                                + " CPUs on each node; nodes of partition " + partition.name() + " have at most "
                                + partition.cpusPerNode()
                                + ": lower ranks or threads in the grid, choose another --partition, or write"
                                + " 'oversubscribe: true' in the study, which runs and labels it"));
        return this;
    }

    private void nodes(int nodes, List<Standing> cells, Partition partition) {
        int most = Math.min(partition.nodes().size(), partition.maxNodes());
        String who = "cell " + cells.getFirst().planned().cell().label();
        require(
                nodes <= most,
                who + " needs " + nodes + " nodes; partition " + partition.name() + " gives a job at most " + most
                        + ", and Slurm would leave it pending for ever: lower nodes in the grid, or choose another"
                        + " --partition");
        int cpus = cells.stream()
                .mapToInt(cell -> JobPlan.cpusPerNode(cell, Optional.of(partition)))
                .max()
                .orElse(1);
        int fitting = partition.nodesWith(cpus);
        require(
                nodes > most || cpus > partition.cpusPerNode() || nodes <= fitting,
                who + " needs " + nodes + " nodes of " + cpus + " CPUs; partition " + partition.name() + " has "
                        + fitting + " of them: lower nodes, ranks or threads in the grid");
    }

    /** Time limits: beyond the partition's, or too short for any launch. */
    Lint time(JobPlan plan, List<Standing> standings, Optional<Partition> partition) {
        long asked = plan.arrays().stream().mapToLong(ArrayJob::seconds).max().orElse(0);
        partition.ifPresent(p -> require(
                asked <= p.maxSeconds(),
                "--time " + SlurmTime.text(asked) + ": partition " + p.name() + " allows at most "
                        + SlurmTime.text(p.maxSeconds()) + ", and Slurm would leave the jobs pending for ever:"
                        + " ask for less, or choose another --partition"));
        long given = plan.arrays().stream().mapToLong(ArrayJob::seconds).min().orElse(SlurmTime.UNLIMITED);
        standings.stream()
                .filter(Standing::wantsMore)
                .filter(cell -> needed(cell) > given)
                .findFirst()
                .ifPresent(cell -> require(
                        false,
                        "a job of " + SlurmTime.text(given) + " starts no launch of "
                                + cell.planned().cell().label() + ", which may take "
                                + Math.round(cell.mostSeconds()) + " s, beside "
                                + SlurmTime.text(JobPlan.MARGIN_SECONDS) + " for its start and end: give --time "
                                + SlurmTime.text((long) Math.ceil(needed(cell) / 60) * 60)
                                + " or more, or lower limits.launch_seconds in the study"));
        return this;
    }

    private static double needed(Standing cell) {
        return cell.mostSeconds() + JobPlan.MARGIN_SECONDS;
    }

    /** Tasks that one array may not have. */
    Lint arrays(JobPlan plan, int maxArraySize) {
        plan.arrays().stream()
                .filter(array -> array.partsInAll() >= maxArraySize)
                .findFirst()
                .ifPresent(array -> require(
                        false,
                        array.title() + ": an array of " + array.partsInAll() + " tasks; this Slurm allows "
                                + (maxArraySize - 1) + " (MaxArraySize): give --array " + (maxArraySize - 1)
                                + " or less"));
        return this;
    }

    /** Where files lie: every node must see them under the same path. */
    Lint files(StudyPlace place) {
        Path folder = place.output().getParent();
        if (!Files.isDirectory(folder)) {
            require(
                    false,
                    "output folder " + folder + " " + (Files.exists(folder) ? "is no folder" : "does not exist")
                            + ": `mkdir -p " + folder + "`, or choose another place with --output");
        } else {
            require(
                    isWritable(folder),
                    "output folder " + folder + " cannot be written: make it writable, or choose another place with"
                            + " --output");
            shared(place, folder, "output folder");
        }
        require(
                !Files.isDirectory(place.output()),
                "--output " + place.output() + " is a folder; name a file in it, such as " + place.output() + "/"
                        + "results.h5");
        shared(place, place.home(), "RxT's folder");
        shared(place, place.study(), "study file");
        require(
                (place.output() + "" + place.study() + place.home()).chars().noneMatch(character -> character < ' '),
                "a path with a line break or a tab cannot stand in a job script; rename it");
        return this;
    }

    /** Writes to find out: a file system may be mounted read-only. */
    private static boolean isWritable(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, ".rxt", ".tmp"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** {@code RXT_SHARED} names a folder that all nodes see although it looks like one of a single node. */
    private void shared(StudyPlace place, Path file, String what) {
        String known = place.environment().getOrDefault("RXT_SHARED", "");
        require(
                (!known.isEmpty() && file.startsWith(known)) || !isPrivate(file),
                what + " " + file + " lies where each node has files of its own, so jobs on other nodes would not see"
                        + " it: choose a folder of a shared file system, such as your home or project folder, or name"
                        + " it in RXT_SHARED if all nodes do see it");
    }

    /** Whether a path is of the kind that every node has for itself: temporary folders and memory. */
    static boolean isPrivate(Path file) {
        if (List.of("/tmp", "/var/tmp", "/dev/shm", "/run").stream().anyMatch(file::startsWith)) {
            return true;
        }
        try {
            return Set.of("tmpfs", "ramfs").contains(Files.getFileStore(file).type());
        } catch (IOException e) {
            return false;
        }
    }

    /** Options that go to sbatch as they are: not those that the plan sets. */
    Lint more(JobOptions options, Optional<Partition> partition) {
        options.more().stream()
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .ifPresent(word -> require(
                        false,
                        "'" + word + "' after -- is no option: write each as one word, such as --constraint=ib"));
        options.more().stream()
                .filter(word -> OWN.contains(word.replaceFirst("=.*", ""))
                        || (OWN.contains(word.substring(0, Math.min(2, word.length()))) && !word.startsWith("--")))
                .findFirst()
                .ifPresent(word -> require(
                        false,
                        word + " after --: submit sets that itself; there are --partition, --account, --qos, --time,"
                                + " --array, --single and --max-running for it, and the grid's nodes, ranks and"
                                + " threads"));
        partition.ifPresent(p -> features(options, p));
        return this;
    }

    private void features(JobOptions options, Partition partition) {
        Set<String> there = partition.nodes().stream()
                .flatMap(node -> node.features().stream())
                .collect(Collectors.toSet());
        options.more().stream()
                .map(word -> word.replaceFirst("^(-C|--constraint=)", ""))
                .filter(word -> !options.more().contains(word))
                .filter(word -> word.matches("[\\w.-]+") && !there.contains(word))
                .findFirst()
                .ifPresent(word -> require(
                        false,
                        "--constraint=" + word + ": no node of partition " + partition.name() + " has it; there are "
                                + (there.isEmpty() ? "none" : String.join(", ", there))));
    }
}
