package rxt.spmd.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.study.Command;
import rxt.study.Installation;
import rxt.study.Launcher;

/** {@link ExactProgram} as a separately launched program on one transport: every rank of every split answers the same. */
abstract class LaunchedExactness {
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path temporary;

    private final String transport;

    LaunchedExactness(String transport) {
        this.transport = transport;
    }

    @ParameterizedTest(name = "{0} ranks × {1} threads")
    @CsvSource("3,2")
    @DisplayName("Sum and dot product have the exact answer's bits")
    void aSplitGivesTheBitsOfTheExactSum(int ranks, int threads) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("the ranks"));
        Path output = temporary.resolve("output");
        Command command = Launcher.command(
                ExactProgram.class.getName(),
                List.of(transport, Integer.toString(ranks), Integer.toString(threads), folder.toString()),
                new Launcher.Shape(ranks, threads, transport, true),
                Installation.find(environment()));
        Process process = command.process()
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            List<ProcessHandle> tree = process.descendants().toList();
            process.destroyForcibly();
            tree.forEach(ProcessHandle::destroyForcibly);
        }
        Map<String, String> expected = new TreeMap<>();
        IntStream.range(0, ranks).forEach(rank -> expected.put("bits-" + rank, ExactProgram.expected()));
        assertThat(contents(folder))
                .as(command.shell() + "\n" + Files.readString(output))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} ranks × {1} threads")
    @CsvSource({"1,1", "1,2", "2,1", "2,2", "4,1", "5,3"})
    @DisplayName("Sum and dot product have the exact answer's bits at every other split")
    @Tag("long")
    void everyOtherSplitGivesTheBitsOfTheExactSum(int ranks, int threads) throws Exception {
        aSplitGivesTheBitsOfTheExactSum(ranks, threads);
    }

    /** Variables of the launch beside those of this process. */
    Map<String, String> variables() {
        return Map.of();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.putAll(variables());
        return environment;
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
