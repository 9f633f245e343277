package rxt.study;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program to start.
 *
 * @param argv the program and its arguments
 * @param environment variables set in addition to those inherited, ordered by name
 */
public record Command(List<String> argv, Map<String, String> environment) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    public Command {
        argv = List.copyOf(argv);
        environment = java.util.Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /** The command as one line for a POSIX shell, quoted where needed, the environment first. */
    public String shell() {
        Stream<String> assignments =
                environment.entrySet().stream().map(variable -> variable.getKey() + "=" + quoted(variable.getValue()));
        return Stream.concat(assignments, argv.stream().map(Command::quoted)).collect(Collectors.joining(" "));
    }

    /** The same without a variable of the caller's environment. */
    public Command without(String variable) {
        return new Command(
                Stream.concat(Stream.of("env", "-u", variable), argv.stream()).toList(), environment);
    }

    /** A process builder for it, in the caller's working directory and with the caller's environment. */
    public ProcessBuilder process() {
        ProcessBuilder builder = new ProcessBuilder(argv);
        builder.environment().putAll(environment);
        return builder;
    }

    private static String quoted(String word) {
        return SAFE.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
