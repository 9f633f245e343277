package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.record.Cell;
import rxt.record.CellStatus;
import rxt.record.LaunchSpec;
import rxt.record.rule.StepGrowth;

/** What is said of launches without a shard, from what they left, and which reasons are one. */
class FailureTest {
    private static final String MPIRUN = """
            Primary job  terminated normally, but 1 process returned a non-zero exit code.
              Process name: [[5536,1],1]
              Exit code:    1
            """;

    @TempDir
    private Path folder;

    private LaunchSpec spec() {
        Cell cell = new Cell("pi", Map.of(), 2, 1, "ffm", "spin", "none", "strong");
        return new LaunchSpec(
                cell,
                "openmpi",
                0,
                0,
                new StepGrowth(1, 1),
                0,
                1,
                false,
                "/inputs",
                folder.resolve("s.h5").toString());
    }

    private Failure diagnosed(String log) throws IOException {
        Files.writeString(folder.resolve("s.log"), log);
        return Failure.diagnose(new LaunchProcess.End(1, "", Instant.EPOCH, 1), spec());
    }

    /** Nobody's fault: the cell is left out, and the run is none that failed. */
    @ParameterizedTest
    @ValueSource(strings = {"UnsupportedCapabilityException", "UnavailableException"})
    void whatIsLackingIsSkipped(String lacking) throws IOException {
        String cause = lacking + ": not here: use another\n\tat …\n";
        Files.writeString(Failure.note(spec(), 1), cause);
        assertThat(diagnosed("")).isEqualTo(new Failure(CellStatus.SKIPPED, "not here: use another"));
        Files.writeString(Failure.note(spec(), 1), "My" + cause);
        assertThat(diagnosed("").status()).isEqualTo(CellStatus.FAILED);
    }

    @ParameterizedTest(name = "prefix \"{0}\"")
    @ValueSource(strings = {"", "[1,1]<stderr>:", "[1] ", "1: "})
    void whatARankSaysThatCannotBeginIsTheReason(String prefix) throws IOException {
        Failure failure = diagnosed("a warning\n" + prefix + "rxt: the launch failed: no '/ä/libmpi.so' …\n" + prefix
                + "rxt: the launch failed: second\n" + MPIRUN);
        assertThat(failure)
                .isEqualTo(
                        new Failure(CellStatus.FAILED, "no '/ä/libmpi.so' … (log: " + folder.resolve("s.log") + ")"));
    }

    @Test
    void aRanksNoteComesBeforeIt() throws IOException {
        Files.writeString(Failure.note(spec(), 1), "IllegalStateException: broken");
        assertThat(diagnosed("rxt: the launch failed: x\n").reason())
                .isEqualTo("rank 1: IllegalStateException: broken");
    }

    @Test
    void withoutItTheLauncherIsQuoted() throws IOException {
        assertThat(diagnosed("someone said rxt: the launch failed: no\n" + MPIRUN)
                        .reason())
                .startsWith("the launcher ended with exit code 1: Process name: [[5536,1],1] (log: ");
    }

    @Test
    void aLogThatIsNoTextIsReadAllTheSame() throws IOException {
        Files.write(folder.resolve("s.log"), new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
        assertThat(Failure.diagnose(new LaunchProcess.End(1, "", Instant.EPOCH, 1), spec())
                        .reason())
                .startsWith("the launcher ended with exit code 1 (log: ");
    }

    @Test
    void aNoteThatWasCutShortIsNoCause() throws IOException {
        Files.writeString(Failure.note(spec(), 0), "");
        Files.writeString(Failure.note(spec(), 1), "oversubscribed: 2 threads\n");
        assertThat(diagnosed("").reason()).isEqualTo("rank 1: oversubscribed: 2 threads");
    }

    @Test
    void theRankIsNoPartOfTheCause() {
        assertThat(Failure.cause("rank 12: out of luck")).isEqualTo("out of luck");
        assertThat(Failure.cause("killed by rank 1: why")).isEqualTo("killed by rank 1: why");
    }
}
