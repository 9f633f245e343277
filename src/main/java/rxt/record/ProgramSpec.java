package rxt.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program that a study measures in place of a kernel, as its file has it: placeholders such as {@code {n}} are not
 * filled in yet.
 *
 * @param command its line: words split as a shell does, though none runs
 * @param environment variables for every rank, ordered by name
 * @param output regular expression that a line of a rank's standard output must match; "" for none
 * @param exitCode with which it ends where all is right
 * @param folder where it runs and where its files are looked for: the study file's, absolute; no part of what it is
 */
public record ProgramSpec(String command, Map<String, String> environment, String output, int exitCode, String folder) {
    /** The team of a cell whose threads are the program's own. */
    public static final String TEAM = "own";

    static final String PREFIX = "program.";
    private static final String VARIABLE = "env.";

    public ProgramSpec {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /** The words for the command line; {@link #of} reads them. */
    List<String> arguments() {
        List<String> words = new ArrayList<>(List.of(PREFIX + "command=" + command));
        environment.forEach((name, value) -> words.add(PREFIX + VARIABLE + name + "=" + value));
        words.addAll(
                List.of(PREFIX + "output=" + output, PREFIX + "exit_code=" + exitCode, PREFIX + "folder=" + folder));
        return words;
    }

    /** Of the words, by their names without {@link #PREFIX}. */
    static ProgramSpec of(Map<String, String> words) {
        Map<String, String> variables = new TreeMap<>();
        words.forEach((name, value) -> {
            if (name.startsWith(VARIABLE)) {
                variables.put(name.substring(VARIABLE.length()), value);
            }
        });
        return new ProgramSpec(
                words.get("command"),
                variables,
                words.get("output"),
                Integer.parseInt(words.get("exit_code")),
                words.get("folder"));
    }
}
