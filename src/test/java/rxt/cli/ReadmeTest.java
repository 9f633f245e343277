package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rxt.analysis.claim.Claim;
import rxt.analysis.claim.Claims;
import rxt.kernel.Catalogue;
import rxt.kernel.KernelType;

/** What the README says of the lectures: which kernel decides which claim, and exercises that can be run. */
class ReadmeTest {
    private static final Pattern CLAIM = Pattern.compile("C[0-3][0-9]");
    private static final Pattern KERNEL = Pattern.compile("`([a-z-]+)`");

    /** Rows of the table of constructs: lecture and construct, kernels, claims. */
    private static List<String[]> constructs() {
        return lines().filter(line -> line.matches("\\| S[0-4].*"))
                .map(line -> line.substring(1, line.length() - 1).split("\\|", -1))
                .filter(cells -> cells[2].isBlank() || CLAIM.matcher(cells[2]).find())
                .toList();
    }

    static Stream<String> exercises() {
        return lines().filter(line -> line.matches("\\| S[0-4] \\| `jobs/rxt run .*"))
                .map(line -> line.split("`", -1)[1]);
    }

    private static Stream<String> lines() {
        try {
            return Files.readAllLines(Path.of("README.md")).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aClaimStandsBesideKernelsThatDecideIt() {
        List<String> catalogue =
                Catalogue.types().stream().map(KernelType::name).toList();
        for (String[] row : constructs()) {
            List<String> kernels = found(KERNEL, row[1])
                    .map(match -> match.group(1))
                    .filter(catalogue::contains)
                    .toList();
            found(CLAIM, row[2])
                    .map(id -> Claims.named(id.group()))
                    .forEach(claim -> assertThat(claim.text().kernels())
                            .as(row[0] + claim.text().id())
                            .containsAll(kernels));
        }
    }

    @Test
    void everyClaimIsInTheTable() {
        assertThat(constructs().stream()
                        .flatMap(row -> found(CLAIM, row[2]))
                        .map(MatchResult::group)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Claims.all().stream()
                        .map(Claim::text)
                        .map(Claim.Text::id)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void anExerciseCanBeRun(String command) {
        assertThat(ClaimNextTest.dryRun(command)).isNotBlank();
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}
