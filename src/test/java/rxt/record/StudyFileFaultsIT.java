package rxt.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer that runs out of space, one that is killed, and several that load HDF5 at once, each in its own JVM. */
class StudyFileFaultsIT {
    private static final int LARGE_SAMPLES = 20_000;

    @TempDir
    private Path folder;

    private Path path;

    /** Commits a large file, over and over where told so; prints what refuses it, then commits a small one beside it. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            Path path = Path.of(args[0]);
            StudyFile large = Examples.large(1, LARGE_SAMPLES);
            try {
                do {
                    StudyFileWriter.commit(large, path);
                    System.out.println("committed");
                } while (args.length > 1);
            } catch (StudyFileException e) {
                System.out.println(e.getMessage());
                StudyFileWriter.commit(Examples.full(), path.resolveSibling("small.h5"));
                System.exit(2);
            }
        }
    }

    @BeforeEach
    void writeAnEarlierResult() {
        path = folder.resolve("study.h5");
        StudyFileWriter.commit(Examples.full(), path);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** {@code ulimit -f} makes every write beyond the limit fail as a full disk does, without the rights of root. */
    @Test
    void aWriterWithoutSpaceSaysSoAndLeavesWhatWasThere() throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -f 200; exec \"$@\"", "sh"));
        command.addAll(ForkedJvm.command(Writer.class, path.toString()));
        ForkedJvm.Outcome outcome = ForkedJvm.run(command);
        assertThat(outcome.output().lines())
                .containsExactly(path + ": cannot be written: File too large; make room or choose another"
                        + " place with --output, then run again; earlier results are untouched");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(StudyFileReader.read(path)).isEqualTo(Examples.full());
        assertThat(StudyFileReader.read(folder.resolve("small.h5"))).isEqualTo(Examples.full());
        assertThat(files()).containsExactly("small.h5", "study.h5");
    }

    @Test
    void aWriterKilledWhileItWritesLeavesAWholeFile() throws Exception {
        for (int trial = 0; trial < 3; trial++) {
            Process writer = ForkedJvm.start(ForkedJvm.command(Writer.class, path.toString(), "again"));
            try {
                assertThat(writer.inputReader().readLine()).isEqualTo("committed");
                awaitTemporaryFile();
            } finally {
                writer.destroyForcibly().waitFor();
            }
            assertThat(StudyFileReader.read(path)).isEqualTo(Examples.large(1, LARGE_SAMPLES));
        }
        assertThat(files()).filteredOn(name -> !name.endsWith(".tmp")).containsExactly("study.h5");
        assertThat(files())
                .filteredOn(name -> ShardName.parse(name).isPresent())
                .isEmpty();
    }

    /** Returns while the writer is between the first byte and the rename. */
    private void awaitTemporaryFile() throws Exception {
        List<String> before = files();
        for (int millis = 0; millis < 20_000; millis++) {
            if (!before.containsAll(files())) {
                return;
            }
            Thread.sleep(1);
        }
        throw new AssertionError("the writer uses no temporary file");
    }

    @Test
    void processesThatUnpackHdf5AtTheSameTimeDoNotDisturbEachOther() throws Exception {
        List<Process> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            List<String> command = ForkedJvm.command(
                    Writer.class, folder.resolve("w" + i + ".h5").toString());
            command.add(1, "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("cache"));
            writers.add(ForkedJvm.start(command));
        }
        for (Process writer : writers) {
            assertThat(ForkedJvm.await(writer)).isEqualTo(new ForkedJvm.Outcome(0, "committed\n"));
        }
    }
}
