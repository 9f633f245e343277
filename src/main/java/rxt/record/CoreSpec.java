package rxt.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one launch of a twin measures, as it receives it on its command line: plain {@code key=value} words. C twins are
 * given those that concern them ({@code src/reference/c/samples.h}).
 *
 * @param transport name of the transport, without the library under it
 * @param ranks number of ranks
 * @param team name of the team
 * @param level thread level asked for, a name of {@code rxt.spmd.ThreadLevel}
 * @param batches samples of each case, 1 or more
 * @param cases what to measure, in this order
 * @param shard file that rank 0 writes when all is done, absolute
 */
public record CoreSpec(
        String transport, int ranks, String team, String level, int batches, List<CoreCase> cases, String shard) {

    public CoreSpec {
        cases = List.copyOf(cases);
    }

    /** The words of the Java twin; {@link #parse} reads them. */
    public List<String> arguments() {
        List<String> words = new ArrayList<>(List.of("transport=" + transport, "team=" + team));
        words.addAll(twinArguments());
        return words;
    }

    /** The words of the C twin. */
    public List<String> twinArguments() {
        List<String> words = new ArrayList<>(List.of("ranks=" + ranks, "level=" + level, "batches=" + batches));
        cases.forEach(each -> words.add("case=" + each.word()));
        words.add("shard=" + shard);
        return words;
    }

    /**
     * Reads what {@link #arguments} wrote.
     *
     * @throws IllegalArgumentException naming the word that is missing or unknown
     */
    public static CoreSpec parse(List<String> words) {
        Map<String, String> rest = new TreeMap<>();
        List<CoreCase> cases = new ArrayList<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + word + "' is not of the form key=value");
            }
            String value = word.substring(equals + 1);
            if (word.startsWith("case=")) {
                cases.add(CoreCase.parse(value));
            } else {
                rest.put(word.substring(0, equals), value);
            }
        }
        CoreSpec spec = new CoreSpec(
                take(rest, "transport"),
                Integer.parseInt(take(rest, "ranks")),
                take(rest, "team"),
                take(rest, "level"),
                Integer.parseInt(take(rest, "batches")),
                cases,
                take(rest, "shard"));
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("unknown words " + rest.keySet());
        }
        return spec;
    }

    private static String take(Map<String, String> words, String name) {
        String value = words.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("the word '" + name + "=…' is missing");
        }
        return value;
    }
}
