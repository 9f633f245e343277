package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rxt.analysis.claim.Claim;
import rxt.analysis.claim.Claims;

/** The command with which each claim says to go on. */
class ClaimNextTest {
    static Stream<Claim> claims() {
        return Claims.all().stream();
    }

    @ParameterizedTest
    @MethodSource("claims")
    void itIsOneThatThereIs(Claim claim) {
        Rxt.commandLine()
                .parseArgs(words(claim.text().next()).toArray(String[]::new)); // throws what the user would read
    }

    /** In a file of its own, and with something changed: what the study itself says may all be there already. */
    @ParameterizedTest
    @MethodSource("claims")
    void itMeasuresSomethingElse(Claim claim) {
        assertThat(claim.text().next()).contains(" --set ").endsWith(" --output " + output(claim));
    }

    private static String output(Claim claim) {
        return "outputs/" + claim.text().id().toLowerCase(Locale.ROOT) + ".h5";
    }

    /** It has cells of a kernel that decides the claim, and each can be planned. */
    @ParameterizedTest
    @MethodSource("claims")
    void itRunsAKernelOfTheClaim(Claim claim) {
        assertThat(dryRun(claim.text().next()))
                .containsAnyOf(claim.text().kernels().stream()
                        .map(kernel -> kernel + " ")
                        .toArray(String[]::new));
    }

    /** What {@code command}, a {@code jobs/rxt run}, prints with {@code --dry-run}. */
    static String dryRun(String command) {
        List<String> words = words(command);
        words.add("--dry-run");
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream caught = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(caught);
            assertThat(Rxt.commandLine().execute(words.toArray(String[]::new)))
                    .as(command)
                    .isZero();
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** As a shell splits it; zsh refuses a word with brackets unless it is quoted. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("'([^']*)'|([^' ]+)").matcher(command);
        while (word.find()) {
            assertThat(word.group()).doesNotMatch("[^'].*[\\[{].*");
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        assertThat(words.removeFirst()).isEqualTo("jobs/rxt");
        return words;
    }
}
