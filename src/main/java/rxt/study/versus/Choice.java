package rxt.study.versus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import rxt.record.CoreCase;
import rxt.study.StudyException;

/**
 * {@code --only NAME/TRANSPORT}: rows whose name contains the one and whose transport is the other; either may be empty,
 * and of several, one suffices.
 *
 * @param wanted pairs of name and transport; none takes all
 */
public record Choice(List<String[]> wanted) {
    /**
     * Reads the option.
     *
     * @throws StudyException naming the word that is wrong
     */
    public static Choice parse(List<String> words) {
        List<String[]> wanted = new ArrayList<>();
        for (String word : words) {
            int slash = word.indexOf('/');
            if (slash < 0 || word.equals("/")) {
                throw new StudyException("--only " + word
                        + ": must be NAME/TRANSPORT, such as 'ping-pong 8 B/ffm', 'barrier/' or '/local'");
            }
            wanted.add(new String[] {word.substring(0, slash), word.substring(slash + 1)});
        }
        return new Choice(wanted);
    }

    /** These pairs with the cases that are wanted; pairs without any are left out. */
    List<Pair> of(List<Pair> pairs) {
        List<Pair> chosen = pairs.stream()
                .map(pair -> pair.with(pair.suite().cases().stream()
                        .filter(what -> accepts(what, pair))
                        .toList()))
                .filter(pair -> !pair.suite().cases().isEmpty())
                .toList();
        if (chosen.isEmpty()) {
            throw new StudyException("--only matches no row; the transports are "
                    + pairs.stream().map(Choice::transport).distinct().collect(Collectors.joining(", "))
                    + ", the names "
                    + pairs.stream()
                            .flatMap(pair -> pair.suite().cases().stream())
                            .map(CoreCase::name)
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        return chosen;
    }

    private static String transport(Pair pair) {
        return pair.transport().equals("ffm") ? "ffm, ffm-" + pair.library() : pair.transport();
    }

    private boolean accepts(CoreCase what, Pair pair) {
        return wanted.isEmpty() || wanted.stream().anyMatch(w -> what.name().contains(w[0]) && isTransport(w[1], pair));
    }

    private static boolean isTransport(String word, Pair pair) {
        return word.isEmpty() || word.equals(pair.transport()) || word.equals(pair.transport() + "-" + pair.library());
    }
}
