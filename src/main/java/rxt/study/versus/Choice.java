package rxt.study.versus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /**
     * These pairs with the cases that are wanted; pairs without any are left out.
     *
     * @throws StudyException naming a word that matches no row
     */
    List<Pair> of(List<Pair> pairs) {
        for (String[] words : wanted) {
            if (pairs.stream()
                    .allMatch(pair -> chosen(pair, List.<String[]>of(words)).isEmpty())) {
                throw new StudyException(
                        "--only " + words[0] + "/" + words[1] + ": matches no row\n  the transports are "
                                + distinct(pairs.stream().flatMap(Choice::transports)) + "\n  the names are "
                                + distinct(pairs.stream()
                                        .flatMap(pair -> pair.suite().cases().stream())
                                        .map(what -> "'" + what.name() + "'")));
            }
        }
        return pairs.stream()
                .map(pair -> pair.with(chosen(pair, wanted)))
                .filter(pair -> !pair.suite().cases().isEmpty())
                .toList();
    }

    private static String distinct(Stream<String> words) {
        return words.distinct().collect(Collectors.joining(", "));
    }

    private static Stream<String> transports(Pair pair) {
        return pair.transport().equals("ffm") ? Stream.of("ffm", "ffm-" + pair.library()) : Stream.of(pair.transport());
    }

    private static List<CoreCase> chosen(Pair pair, List<String[]> wanted) {
        return pair.suite().cases().stream()
                .filter(what -> wanted.isEmpty()
                        || wanted.stream().anyMatch(w -> what.name().contains(w[0]) && isTransport(w[1], pair)))
                .toList();
    }

    private static boolean isTransport(String word, Pair pair) {
        return word.isEmpty() || word.equals(pair.transport()) || word.equals(pair.transport() + "-" + pair.library());
    }
}
