package rxt.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rxt.record.rule.Repetition;
import rxt.record.rule.StepGrowth;

/**
 * The whole configuration of one launch, as the ranks receive it on their command line: plain {@code key=value} words,
 * so that a launch can be read, copied and repeated by hand.
 *
 * @param cell the cell to run
 * @param mpi whose library {@code ffm} calls, or whose launcher starts a program: {@code openmpi}, {@code mpich},
 *     {@code intel}; {@code none} on other transports
 * @param launch repetition of the cell, from 0; from {@link #FIRST_FOR_DRIFT} on for drift
 * @param attempt try at this launch, from 0
 * @param steps timed steps after warm-up: how many, and how many more where they differ widely
 * @param warmup steps before them that are kept but do not count
 * @param seed seed of everything random
 * @param oversubscribe whether fewer CPUs than threads are accepted, and labelled
 * @param inputs folder of the input data, absolute
 * @param shard file that rank 0 writes when all is done, absolute
 * @param program what runs in place of a kernel; absent where a kernel does
 */
public record LaunchSpec(
        Cell cell,
        String mpi,
        int launch,
        int attempt,
        StepGrowth steps,
        int warmup,
        long seed,
        boolean oversubscribe,
        String inputs,
        String shard,
        Optional<ProgramSpec> program) {

    /** From this number on, launches of a cell repeat it at the end of the study as a check for drift. */
    public static final int FIRST_FOR_DRIFT = Repetition.LAUNCHES_ALLOWED;

    private static final String PARAMETER = "param.";

    /** Of a kernel. */
    public LaunchSpec(
            Cell cell,
            String mpi,
            int launch,
            int attempt,
            StepGrowth steps,
            int warmup,
            long seed,
            boolean oversubscribe,
            String inputs,
            String shard) {
        this(cell, mpi, launch, attempt, steps, warmup, seed, oversubscribe, inputs, shard, Optional.empty());
    }

    /** The words for the command line; {@link #parse} reads them. */
    public List<String> arguments() {
        List<String> words = new ArrayList<>(List.of(
                "transport=" + cell.transport(),
                "mpi=" + mpi,
                "ranks=" + cell.ranks(),
                "threads=" + cell.threads(),
                "team=" + cell.team(),
                "pinning=" + cell.pinning(),
                "kernel=" + cell.kernel()));
        if (cell.nodes() > 1) { // on one the words, and so the key, are those of before there were several
            words.add("nodes=" + cell.nodes());
        }
        cell.params().forEach((name, value) -> words.add(PARAMETER + name + "=" + value));
        words.addAll(List.of(
                "scaling=" + cell.scaling(),
                "launch=" + launch,
                "attempt=" + attempt,
                "steps=" + steps.first(),
                "max_steps=" + steps.most(),
                "warmup=" + warmup,
                "seed=" + seed,
                "oversubscribe=" + oversubscribe,
                "inputs=" + inputs,
                "shard=" + shard));
        program.ifPresent(of -> words.addAll(of.arguments()));
        return words;
    }

    /** Stable name of the cell and how it is measured, 12 hexadecimal digits: equal for all its launches and attempts. */
    public String key() {
        List<String> content = new ArrayList<>(arguments());
        content.removeIf(word -> word.matches("(launch|attempt|inputs|shard|program\\.folder)=(?s:.*)"));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", content).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Reads what {@link #arguments} wrote.
     *
     * @throws IllegalArgumentException naming the word that is missing or unknown
     */
    public static LaunchSpec parse(List<String> words) {
        Map<String, String> params = new TreeMap<>();
        Map<String, String> rest = new TreeMap<>();
        Map<String, String> program = new TreeMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + word + "' is not of the form key=value");
            }
            String name = word.substring(0, equals);
            String value = word.substring(equals + 1);
            if (name.startsWith(PARAMETER)) {
                params.put(name.substring(PARAMETER.length()), value);
            } else if (name.startsWith(ProgramSpec.PREFIX)) {
                program.put(name.substring(ProgramSpec.PREFIX.length()), value);
            } else {
                rest.put(name, value);
            }
        }
        LaunchSpec spec = spec(params, rest, program);
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("unknown words " + rest.keySet());
        }
        return spec;
    }

    /** Takes all it needs out of the rest. */
    private static LaunchSpec spec(Map<String, String> params, Map<String, String> rest, Map<String, String> program) {
        Cell cell = new Cell(
                take(rest, "kernel"),
                params,
                rest.containsKey("nodes") ? number(rest, "nodes") : 1,
                number(rest, "ranks"),
                number(rest, "threads"),
                take(rest, "transport"),
                take(rest, "team"),
                take(rest, "pinning"),
                take(rest, "scaling"));
        return new LaunchSpec(
                cell,
                take(rest, "mpi"),
                number(rest, "launch"),
                number(rest, "attempt"),
                new StepGrowth(number(rest, "steps"), number(rest, "max_steps")),
                number(rest, "warmup"),
                Long.parseLong(take(rest, "seed")),
                Boolean.parseBoolean(take(rest, "oversubscribe")),
                take(rest, "inputs"),
                take(rest, "shard"),
                program.isEmpty() ? Optional.empty() : Optional.of(ProgramSpec.of(program)));
    }

    private static String take(Map<String, String> words, String name) {
        String value = words.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("the word '" + name + "=…' is missing");
        }
        return value;
    }

    private static int number(Map<String, String> words, String name) {
        return Integer.parseInt(take(words, name));
    }
}
