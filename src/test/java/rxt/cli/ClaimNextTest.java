package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
        Rxt.commandLine().parseArgs(words(claim).toArray(String[]::new)); // throws what the user would read
    }

    /** It has cells of a kernel that decides the claim. */
    @ParameterizedTest
    @MethodSource("claims")
    void itRunsAKernelOfTheClaim(Claim claim) {
        List<String> words = words(claim);
        if (!words.getFirst().equals("run")) {
            return;
        }
        words.add("--dry-run");
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream caught = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(caught);
            assertThat(Rxt.commandLine().execute(words.toArray(String[]::new))).isZero();
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsAnyOf(claim.text().kernels().stream()
                        .map(kernel -> kernel + " ")
                        .toArray(String[]::new));
    }

    /** As a shell splits it; zsh refuses a word with brackets unless it is quoted. */
    private static List<String> words(Claim claim) {
        List<String> words = new ArrayList<>(List.of(claim.text().next().split(" ", -1)));
        assertThat(words.removeFirst()).isEqualTo("jobs/rxt");
        assertThat(words).filteredOn(word -> word.contains("[")).allMatch(word -> word.matches("'[^']*'"));
        words.replaceAll(word -> word.replace("'", ""));
        return words;
    }
}
