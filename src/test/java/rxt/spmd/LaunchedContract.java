package rxt.spmd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.study.Command;
import rxt.study.Installation;
import rxt.study.Launcher;

/**
 * {@link CommunicatorContract} as a separately launched program, through the launcher that studies use.
 *
 * <p>What counts is what the ranks leave in their folder.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class LaunchedContract {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration SECONDS = Duration.ofSeconds(30);

    /** A blank in the path: every launcher has to live with it. */
    @TempDir
    Path temporary;

    private final String transport;
    private final boolean exitCodesCount;
    private final ThreadLevel level;
    private final Set<Capability> capabilities;

    /** A transport whose launcher's exit code tells of failures, and that can do everything. */
    protected LaunchedContract(String transport) {
        this(transport, true, ThreadLevel.MULTIPLE, EnumSet.allOf(Capability.class));
    }

    /**
     * @param exitCodesCount whether the launcher's exit code tells of failures, too
     * @param level what the transport must grant a program that asks for {@link ThreadLevel#MULTIPLE}
     * @param capabilities what it must have, no more and no less
     */
    protected LaunchedContract(
            String transport, boolean exitCodesCount, ThreadLevel level, Set<Capability> capabilities) {
        this.transport = transport;
        this.exitCodesCount = exitCodesCount;
        this.level = level;
        this.capabilities = capabilities;
    }

    /** What a launch left. */
    private record Outcome(Map<String, String> files, int exitCode, Duration duration, String output) {
        String failure(int rank) {
            return files.getOrDefault("failure-" + rank, "no failure-" + rank + "; output: " + output);
        }
    }

    @ParameterizedTest(name = "{0} ranks")
    @ValueSource(ints = 3)
    @DisplayName("The contract holds")
    void holds(int ranks) {
        everyRankReachesTheEnd(launch(ranks, "all"), ranks);
    }

    @ParameterizedTest(name = "{0} ranks")
    @ValueSource(ints = {1, 2, 4, 8})
    @DisplayName("The contract holds for fewer and for more ranks")
    @Tag("long")
    void holdsForOtherNumbersOfRanks(int ranks) {
        holds(ranks);
    }

    @ParameterizedTest(name = "{0} ranks")
    @ValueSource(ints = 2)
    @DisplayName("The contract on several threads holds")
    void holdsOnThreads(int ranks) {
        everyRankReachesTheEnd(launch(ranks, "threads"), ranks);
    }

    @ParameterizedTest(name = "{0} ranks")
    @ValueSource(ints = {1, 3})
    @DisplayName("The contract on several threads holds for fewer and for more ranks")
    @Tag("long")
    void holdsOnThreadsForOtherNumbersOfRanks(int ranks) {
        holdsOnThreads(ranks);
    }

    private static void everyRankReachesTheEnd(Outcome outcome, int ranks) {
        List<String> ends = IntStream.range(0, ranks).mapToObj(r -> "end-" + r).toList();
        assertThat(outcome.files)
                .as(outcome.output)
                .containsOnlyKeys(ends.toArray(String[]::new))
                .allSatisfy((file, library) -> assertThat(library).matches(".*\\S.*"));
        assertThat(outcome.exitCode).as(outcome.output).isZero();
    }

    @ParameterizedTest(name = "{0} ranks")
    @ValueSource(ints = 2)
    @DisplayName("A rank that throws ends the launch")
    void aRankThatThrowsEndsTheLaunch(int ranks) {
        Outcome outcome = launch(ranks, "throw");
        assertThat(outcome.failure(ranks - 1)).contains("rank " + (ranks - 1) + " fails on purpose");
        endedEarly(outcome);
    }

    @ParameterizedTest(name = "{0} ranks")
    @ValueSource(ints = {1, 3})
    @DisplayName("A rank that throws ends the launch of fewer and of more ranks")
    @Tag("long")
    void aRankThatThrowsEndsTheLaunchOfOtherNumbersOfRanks(int ranks) {
        aRankThatThrowsEndsTheLaunch(ranks);
    }

    @ParameterizedTest(name = "{0} ranks")
    @ValueSource(ints = 2)
    @DisplayName("A rank that aborts ends the launch")
    void aRankThatAbortsEndsTheLaunch(int ranks) {
        Outcome outcome = launch(ranks, "abort");
        endedEarly(outcome);
        if (exitCodesCount) {
            assertThat(outcome.exitCode).as(outcome.output).isEqualTo(7);
        }
    }

    @ParameterizedTest(name = "{0} ranks")
    @ValueSource(ints = {1, 3})
    @DisplayName("A rank that aborts ends the launch of fewer and of more ranks")
    @Tag("long")
    void aRankThatAbortsEndsTheLaunchOfOtherNumbersOfRanks(int ranks) {
        aRankThatAbortsEndsTheLaunch(ranks);
    }

    @Test
    @DisplayName("A message longer than the posted receive ends the launch and is named")
    void aMessageLongerThanThePostedReceiveEndsTheLaunch() {
        Outcome outcome = launch(2, "overlong");
        endedEarly(outcome);
        assertThat(outcome.files.values())
                .as(outcome.output)
                .anySatisfy(failure -> assertThat(failure)
                        .contains("CommunicationException", "rank 0", "rank 1", "tag 77")
                        .containsPattern("800000 bytes|longer than the receive buffer of 40 bytes"));
    }

    private void endedEarly(Outcome outcome) {
        assertThat(outcome.files.keySet()).as(outcome.output).noneMatch(file -> file.startsWith("end-"));
        assertThat(outcome.duration).as(outcome.output).isLessThan(SECONDS);
        if (exitCodesCount) {
            assertThat(outcome.exitCode).as(outcome.output).isNotZero();
        }
    }

    private Outcome launch(int ranks, String mode) {
        try {
            Path folder = Files.createTempDirectory(temporary, "the ranks ");
            Path output = folder.resolve("output");
            Command command = Launcher.command(
                    CommunicatorContract.class.getName(),
                    List.of(transport, Integer.toString(ranks), folder.toString(), mode, demanded(mode)),
                    new Launcher.Shape(ranks, 1, transport, true),
                    Installation.find(environment()));
            long start = System.nanoTime();
            Process process = command.process()
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int exitCode = finish(process);
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            String text = command.shell() + "\n" + Files.readString(output);
            Files.delete(output);
            return new Outcome(contents(folder), exitCode, duration, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Variables of the launch beside those of this process. */
    protected Map<String, String> variables() {
        return Map.of();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.putAll(variables());
        return environment;
    }

    private String demanded(String mode) {
        ThreadLevel granted = mode.equals("threads") ? level : ThreadLevel.SERIALIZED;
        return Stream.concat(Stream.of(granted), capabilities.stream().sorted())
                .map(Enum::name)
                .collect(Collectors.joining("+"));
    }

    private static int finish(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                List<ProcessHandle> tree = process.descendants().toList();
                process.destroyForcibly();
                tree.forEach(ProcessHandle::destroyForcibly);
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> listing = Files.list(folder)) {
            for (Path file : listing.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }
}
