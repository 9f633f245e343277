package rxt.study.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Slurm's short form for names of nodes: {@code n1,gpu[01-03,7],r[1-2]c[1-2]}, as {@code scontrol show hostnames} reads
 * it.
 */
final class NodeList {
    private static final Pattern BRACKETS = Pattern.compile("([^\\[\\]]*)\\[([0-9,-]+)\\](.*)");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(-(\\d{1,9}))?");
    private static final int MOST = 1 << 20;

    private NodeList() {}

    /**
     * The names, in the order of the list.
     *
     * @throws IllegalArgumentException where it is no such list
     */
    static List<String> expand(String list) {
        List<String> names = new ArrayList<>();
        // A comma within brackets belongs to them.
        for (String part : list.split(",(?![^\\[]*\\])", -1)) {
            expand("", part, list, names);
        }
        return names;
    }

    private static void expand(String head, String rest, String list, List<String> names) {
        Matcher brackets = BRACKETS.matcher(rest);
        if (!brackets.matches()) {
            if ((head + rest).isEmpty() || rest.contains("[") || rest.contains("]")) {
                throw refused(list);
            }
            names.add(head + rest);
            return;
        }
        for (String item : brackets.group(2).split(",", -1)) {
            Matcher range = RANGE.matcher(item);
            if (!range.matches()) {
                throw refused(list);
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(3) == null ? first : Integer.parseInt(range.group(3));
            if (last < first || names.size() + (long) last - first > MOST) {
                throw refused(list);
            }
            String digits = "%0" + range.group(1).length() + "d";
            for (int number = first; number <= last; number++) {
                String name = head + brackets.group(1) + String.format(Locale.ROOT, digits, number);
                expand(name, brackets.group(3), list, names);
            }
        }
    }

    private static IllegalArgumentException refused(String list) {
        return new IllegalArgumentException("'" + list
                + "' is no list of nodes; Slurm writes n1,gpu[01-03,7] (`scontrol show hostnames` reads it)");
    }
}
