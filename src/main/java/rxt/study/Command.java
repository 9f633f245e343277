package rxt.study;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A program to start.
 *
 * @param argv the program and its arguments
 * @param environment variables set in addition to those inherited, ordered by name
 * @param unset variables that are not inherited, ordered by name
 */
public record Command(List<String> argv, Map<String, String> environment, Set<String> unset) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    public Command {
        argv = List.copyOf(argv);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        unset = Collections.unmodifiableSet(new TreeSet<>(unset));
    }

    /** A program that inherits the whole environment. */
    public Command(List<String> argv, Map<String, String> environment) {
        this(argv, environment, Set.of());
    }

    /** The command as one line for a POSIX shell, quoted where needed, the environment first. */
    public String shell() {
        StringJoiner line = new StringJoiner(" ");
        if (!unset.isEmpty()) {
            line.add("env");
            unset.forEach(name -> line.add("-u").add(name));
        }
        environment.forEach((name, value) -> line.add(name + "=" + quoted(value)));
        argv.forEach(word -> line.add(quoted(word)));
        return line.toString();
    }

    /** The same without a variable of the caller's environment. */
    public Command without(String variable) {
        Set<String> names = new TreeSet<>(unset);
        names.add(variable);
        return new Command(argv, environment, names);
    }

    /** A process builder for it, in the caller's working directory and with the caller's environment. */
    public ProcessBuilder process() {
        ProcessBuilder builder = new ProcessBuilder(argv);
        builder.environment().keySet().removeAll(unset);
        builder.environment().putAll(environment);
        return builder;
    }

    private static String quoted(String word) {
        return SAFE.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
