package rxt.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command line with placeholders: {@code ./a.out -n {n} "two words"}. Words are split as a POSIX shell does, by quotes
 * and backslashes, but no shell runs. A placeholder is a name in braces; <code>{{</code> and <code>}}</code> stand for
 * braces, and braces round anything else for themselves.
 *
 * @param words as written, without their quotes
 */
record Template(List<String> words) {
    private static final Pattern BRACES = Pattern.compile("\\{\\{|}}|\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)}");

    /** What would need a shell where it stands without quotes. */
    private static final String OPERATORS = "|&;<>$`";

    /**
     * Splits a line.
     *
     * @throws IllegalArgumentException where it is empty, a quote is left open, or it needs a shell
     */
    static Template parse(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            if (Character.isWhitespace(line.charAt(at))) {
                at++;
            } else {
                StringBuilder word = new StringBuilder();
                at = word(line, at, word);
                words.add(word.toString());
            }
        }
        if (words.isEmpty()) {
            throw new IllegalArgumentException("the command is empty; write the program and its arguments");
        }
        return new Template(List.copyOf(words));
    }

    /** Reads the word that begins there; where it ends. */
    private static int word(String line, int from, StringBuilder word) {
        int at = from;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            char c = line.charAt(at);
            if (c == '\'' || c == '"') {
                at = quoted(line, at, word);
            } else if (c == '\\' && at + 1 < line.length()) {
                word.append(line.charAt(at + 1));
                at += 2;
            } else if (OPERATORS.indexOf(c) >= 0) {
                throw new IllegalArgumentException("'" + c + "' needs a shell, and none runs; quote it, or write"
                        + " sh -c '…' with all of the line between the quotes");
            } else {
                word.append(c);
                at++;
            }
        }
        return at;
    }

    /** Reads what stands in quotes from there; where it ends. */
    private static int quoted(String line, int from, StringBuilder word) {
        char quote = line.charAt(from);
        for (int at = from + 1; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == quote) {
                return at + 1;
            }
            boolean escapes = quote == '"' && c == '\\' && at + 1 < line.length();
            if (escapes && "\"\\$`".indexOf(line.charAt(at + 1)) >= 0) {
                c = line.charAt(++at);
            }
            word.append(c);
        }
        throw new IllegalArgumentException("the quote " + quote + " is left open");
    }

    /** The names of its placeholders. */
    Set<String> placeholders() {
        Set<String> names = new TreeSet<>();
        words.forEach(word -> names.addAll(placeholders(word)));
        return names;
    }

    static Set<String> placeholders(String text) {
        Set<String> names = new TreeSet<>();
        Matcher braces = BRACES.matcher(text);
        while (braces.find()) {
            if (braces.group("name") != null) {
                names.add(braces.group("name"));
            }
        }
        return names;
    }

    /** The words with a value in place of each placeholder; a value with blanks stays one word. */
    List<String> filled(Map<String, String> values) {
        return words.stream().map(word -> filled(word, values)).toList();
    }

    static String filled(String text, Map<String, String> values) {
        return BRACES.matcher(text).replaceAll(braces -> Matcher.quoteReplacement(value(braces, values)));
    }

    /**
     * A regular expression with the values as ordinary characters; braces round anything but a known name are its own.
     */
    static String filledExpression(String expression, Map<String, String> values) {
        String filled = expression;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", Pattern.quote(value.getValue()));
        }
        return filled;
    }

    private static String value(MatchResult braces, Map<String, String> values) {
        String name = braces.group("name");
        return name == null ? braces.group().substring(1) : values.getOrDefault(name, braces.group());
    }
}
