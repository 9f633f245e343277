package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code jobs/rxt inputs} leaves where packages cannot be had, are others, or it is killed at its work. */
class ScriptInputsIT {
    private static final String WORDS = "one\ntwo's\n";

    private StubMachine machine;
    private Path large;

    @BeforeEach
    void listOfChecksums(@TempDir Path folder) throws Exception {
        machine = new StubMachine(folder);
        large = folder.resolve("inputs/large");
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(WORDS.getBytes(StandardCharsets.UTF_8));
        machine.file("inputs/large.sha256", HexFormat.of().formatHex(sum) + "  american-english.txt\n");
    }

    /** From now on packages can be had, after some seconds; words of other than ASCII characters are left out of them. */
    private void network(String words) throws IOException {
        machine.stub("bin/apt-get", "sleep \"${APT_SECONDS:-0}\"; : >wamerican_1_all.deb");
        machine.stub(
                "bin/dpkg-deb",
                "mkdir -p usr/share/dict; printf '%s' \"" + words + "\" >usr/share/dict/american-english");
    }

    private ProgramRun inputs() throws IOException, InterruptedException {
        return machine.run(Map.of(), "inputs", "words");
    }

    private List<String> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(large)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void withoutANetworkThereIsOneMessageAndNoFile() throws Exception {
        ProgramRun run = inputs();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(2).last().asString().contains("could not make words: E: no network");
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void aFileWithAnotherChecksumIsLeftOut() throws Exception {
        network("three\n");
        ProgramRun run = inputs();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("american-english.txt is not the file that", "large.sha256 lists");
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void whatIsThereIsNotFetchedAgainUnlessDamaged() throws Exception {
        network("one\nZürich\ntwo's\n");
        assertThat(inputs().exitCode()).isZero();
        assertThat(leftBehind()).containsExactly("american-english.txt");
        int calls = machine.calls("apt-get").size();
        assertThat(inputs().err().lines()).singleElement().asString().startsWith("rxt: all there: words in ");
        assertThat(machine.calls("apt-get")).hasSize(calls);
        Files.writeString(large.resolve("american-english.txt"), "one\n");
        ProgramRun mended = inputs();
        assertThat(mended.exitCode()).isZero();
        assertThat(mended.err()).contains("american-english.txt is damaged", "all there");
        assertThat(large.resolve("american-english.txt")).hasContent(WORDS);
    }

    @Test
    void afterAKillThereIsNoHalfFileAndTheNextOneTidiesUp() throws Exception {
        network(WORDS);
        Process killed = machine.start(Map.of("APT_SECONDS", "3"), "inputs", "words");
        while (machine.calls("apt-get").isEmpty()) {
            Thread.sleep(20);
        }
        killed.destroyForcibly().waitFor();
        assertThat(leftBehind()).isNotEmpty().allMatch(name -> name.startsWith("."));
        assertThat(inputs().exitCode()).isZero();
        assertThat(leftBehind()).containsExactly("american-english.txt");
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() throws Exception {
        machine.file("inputs/large", "no folder");
        ProgramRun run = inputs();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("cannot write in '" + large);
    }

    @Test
    void theIndexNamesAllPhotographsOfTheList() throws IOException {
        List<String> listed = Files.readAllLines(Path.of("inputs/large.sha256")).stream()
                .filter(line -> line.endsWith(".jpg"))
                .map(line -> "large/" + line.substring(66))
                .toList();
        assertThat(listed).hasSize(15);
        assertThat(Files.readAllLines(Path.of("inputs/photographs-large.txt")))
                .filteredOn(line -> !line.startsWith("#"))
                .isEqualTo(listed);
    }
}
