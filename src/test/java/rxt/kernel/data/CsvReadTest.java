package rxt.kernel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.ScratchFile;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

class CsvReadTest extends KernelContract {
    @Override
    protected KernelType type() {
        return CsvRead.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("rows", "1003");
    }

    /** Reads a byte more than its part: a row that begins just behind it is read twice, or the last once too often. */
    @Override
    protected Kernel mutant(Context context) {
        return new CsvRead(context) {
            @Override
            void read(CsvReader reader, long from, long to) {
                super.read(reader, from, to);
                super.read(reader, to - 30, to);
            }
        };
    }

    @ParameterizedTest(name = "{0} × {1}: {2} rows by {3}")
    @CsvSource({
        "1,1,1003,lines",
        "3,2,1003,lines",
        "5,3,1003,lines",
        "5,3,1,bytes",
        "5,3,1,lines",
        "3,4,2,bytes",
        "2,2,3,lines",
        "1,2,40000,bytes",
        "1,1,40000,lines"
    })
    void everyRowIsReadOnce(int ranks, int threads, String rows, String variant) throws Exception {
        Map<String, String> params = Map.of("rows", rows, "reads", "1", "variant", variant);
        for (Check check : run(ranks, threads, type().params(params), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
        }
    }

    /** Cuts at every byte of a small file, ends of lines among them. */
    @Test
    void rowsAreWholeWhereverTheFileIsCut() throws Exception {
        Transport.named("local").run(new String[0], 1, (world, _) -> {
            try (CsvFile file = CsvFile.create(world, 4)) {
                long expected = CsvRow.term(0) + CsvRow.term(1) + CsvRow.term(2) + CsvRow.term(3);
                for (long cut = 1; cut < file.length(); cut++) {
                    CsvReader bytes = new CsvReader();
                    bytes.readBytes(file.channel(), 0, cut);
                    bytes.readBytes(file.channel(), cut, file.length());
                    CsvReader lines = new CsvReader();
                    lines.readLines(file.channel(), 0, cut);
                    lines.readLines(file.channel(), cut, file.length());
                    assertThat(List.of(bytes.rows(), lines.rows())).containsOnly(4L);
                    assertThat(List.of(bytes.checksum(), lines.checksum())).containsOnly(expected);
                }
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void theFileHasNoName() throws Exception {
        Transport.named("local").run(new String[0], 2, (world, _) -> {
            try (Team team = Team.named("forkjoin", 1);
                    Kernel kernel = type().create(new Context(world, team, type().params(params()), name -> null))) {
                kernel.step();
                assertThat(filesOf(ProcessHandle.current().pid())).isEmpty();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void whatAProcessLeftThatWasKilledIsDeleted() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        assertThat(ended.waitFor()).isZero();
        Files.createTempFile(ScratchFile.prefix(ended.pid()), ".csv");
        assertThat(filesOf(ended.pid())).hasSize(1);
        assertThat(run(2, 1, type().params(params()), type()::create)).allMatch(Check::valid);
        assertThat(filesOf(ended.pid())).isEmpty();
    }

    private static List<Path> filesOf(long pid) throws java.io.IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(ScratchFile.prefix(pid)))
                    .toList();
        }
    }

    @Test
    void aFullFolderIsRefused() {
        long there = Path.of(System.getProperty("java.io.tmpdir")).toFile().getUsableSpace();
        assertThat(there).isLessThan(400_000_000_000L);
        assertThatThrownBy(() -> run(2, 1, type().params(Map.of("rows", "10000000000")), type()::create))
                .hasStackTraceContaining("use fewer rows");
    }

    @Test
    void rowsFitTheirRoom() {
        assertThat(CsvRow.text(9_999_999_999L).length()).isLessThan(CsvFile.ROW);
        assertThat(CsvRow.text(0)).matches("0,-?\\d+,\\d+\\.\\d\\d\n");
    }
}
