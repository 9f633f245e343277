package rxt.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The nodes that launches may use: those of the Slurm allocation around this process, or this machine alone.
 *
 * @param count number of nodes, 1 or more
 * @param cpus CPUs of each that launches may use, those of the smallest
 * @param domains NUMA domains of a node that have equally many of these CPUs; 1 where there is one or they are uneven
 * @param allocated whether they are an allocation
 */
public record Nodes(int count, int cpus, int domains, boolean allocated) {
    /** As many and as large as a study may want: for what only looks at results. */
    public static final Nodes ANY = new Nodes(Integer.MAX_VALUE, Integer.MAX_VALUE, 1, true);

    private static final String COUNT = "SLURM_JOB_NUM_NODES";
    private static final String CPUS = "SLURM_JOB_CPUS_PER_NODE";
    /** Such as {@code 64(x3),32}. */
    private static final Pattern GROUP = Pattern.compile("([1-9]\\d{0,6})(\\(x[1-9]\\d{0,6}\\))?");

    /** This machine alone, with one NUMA domain. */
    static Nodes here(int cpus) {
        return new Nodes(1, cpus, 1, false);
    }

    /**
     * The nodes around this process, as Slurm's variables tell.
     *
     * @param cpus that this process may use
     * @param domains NUMA domains of this machine
     * @throws IllegalArgumentException where a variable is not as Slurm sets it
     */
    static Nodes of(Map<String, String> environment, int cpus, int domains) {
        String count = environment.getOrDefault(COUNT, "");
        if (count.isEmpty()) {
            return new Nodes(1, cpus, domains, false);
        }
        int ofEach = environment.containsKey(CPUS)
                ? Stream.of(environment.get(CPUS).split(",", -1))
                        .mapToInt(group -> number(CPUS, group))
                        .min()
                        .orElse(cpus)
                : cpus;
        return new Nodes(number(COUNT, count), ofEach, domains, true);
    }

    private static int number(String variable, String text) {
        Matcher group = GROUP.matcher(text);
        if (!group.matches()) {
            throw new IllegalArgumentException(variable + " is '" + text
                    + "', but Slurm sets it to a number such as 4 or 64(x4); unset it, or start inside an allocation");
        }
        return Integer.parseInt(group.group(1));
    }

    /** What {@code fill: node} fills; absent outside of an allocation, for this machine may be no node of the cluster. */
    public OptionalInt toFill() {
        return allocated ? OptionalInt.of(cpus) : OptionalInt.empty();
    }

    /**
     * NUMA domains that share {@code allowed} evenly; 1 where they do not, or Linux does not tell.
     *
     * @param folder /sys/devices/system/node
     * @param allowed CPUs of this process
     */
    static int domains(Path folder, IntStream allowed) {
        BitSet mask = allowed.collect(BitSet::new, BitSet::set, BitSet::or);
        try (Stream<Path> nodes = Files.list(folder)) {
            List<Integer> sizes = nodes.map(node -> node.resolve("cpulist"))
                    .filter(Files::isReadable)
                    .map(list -> shared(list, mask))
                    .filter(size -> size > 0)
                    .toList();
            return sizes.isEmpty() || sizes.stream().distinct().count() > 1 ? 1 : sizes.size();
        } catch (IOException | UncheckedIOException e) {
            return 1; // No Linux: then nothing is bound either.
        }
    }

    private static int shared(Path list, BitSet mask) {
        try {
            return (int) Installation.cpus(Files.readString(list).strip())
                    .filter(mask::get)
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
