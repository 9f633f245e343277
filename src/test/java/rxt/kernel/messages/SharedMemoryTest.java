package rxt.kernel.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.ScratchFile;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

class SharedMemoryTest extends KernelContract {
    @Override
    protected KernelType type() {
        return SharedMemory.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("n", "1013");
    }

    /** Writes the last value of each part in the first step alone. */
    @Override
    protected Kernel mutant(Context context) {
        return new SharedMemory(context) {
            private boolean later;

            @Override
            void write(long from, long to) {
                super.write(from, later ? to - 1 : to);
            }

            @Override
            public void step() {
                super.step();
                later = true;
            }
        };
    }

    @ParameterizedTest(name = "{0} × {1}, {2} values")
    @CsvSource({"1,1,0", "1,3,1013", "2,1,1", "3,2,1013", "5,3,3"})
    void allWaysReadTheSame(int ranks, int threads, String n) throws Exception {
        String digest = run(1, 1, type().params(Map.of("n", n)), type()::create)
                .element()
                .digest();
        for (String by : new String[] {"name", "window"}) {
            for (String access : new String[] {"zero-copy", "copy"}) {
                Map<String, String> params = Map.of("n", n, "by", by, "access", access);
                run(ranks, threads, type().params(params), type()::create).forEach(check -> {
                    assertThat(check.valid()).as(check.toString()).isTrue();
                    assertThat(check.digest()).isEqualTo(digest);
                });
            }
        }
        assertThat(leftBy(ProcessHandle.current().pid())).isEmpty();
    }

    @Test
    void aKilledProcessLeavesNothing() throws Exception {
        Process child = killed("run", alive -> assertThat(leftBy(alive)).isEmpty());
        assertThat(leftBy(child.pid())).isEmpty();
    }

    /** The one moment in which memory has a name; a process that lives keeps it, however often others make theirs. */
    @Test
    void whatAProcessLeavesThatIsKilledTooEarlyTheNextOneDeletes() throws Exception {
        Process child = killed("create", alive -> {
            Files.delete(NamedMemory.create(8));
            assertThat(leftBy(alive)).hasSize(1);
        });
        assertThat(leftBy(child.pid())).hasSize(1);
        Files.delete(NamedMemory.create(8));
        assertThat(leftBy(child.pid())).isEmpty();
    }

    @FunctionalInterface
    private interface WhileAlive {
        void check(long pid) throws IOException;
    }

    /** A process that is killed as soon as it has said that it is where it was to be. */
    private static Process killed(String what, WhileAlive alive) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SharedMemoryTest.class.getName(),
                        what)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = new ArrayList<>();
            for (String line = out.readLine(); line != null && !line.equals("open"); line = out.readLine()) {
                lines.add(line);
            }
            assertThat(child.isAlive()).as(lines.toString()).isTrue();
            alive.check(child.pid());
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return child;
    }

    /** What the killed process does: it makes memory, or two ranks are in the midst of their steps. */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("create")) {
            assertThat(NamedMemory.create(8)).exists();
            System.out.println("open");
            Thread.sleep(60_000);
        }
        Transport.named("local").run(arguments, 2, (world, _) -> {
            try (Team team = Team.named("forkjoin", 1);
                    Kernel kernel = SharedMemory.TYPE.create(
                            new Context(world, team, SharedMemory.TYPE.params(Map.of()), null))) {
                kernel.step();
                if (world.rank() == 0) {
                    System.out.println("open");
                }
                for (int step = 0; step < 100_000; step++) {
                    kernel.step();
                }
            }
        });
    }

    @Test
    void memoryIsFoundByItsNameUntilItIsUnlinked() throws Exception {
        Path name = NamedMemory.create(48);
        try (Arena one = Arena.ofShared();
                Arena other = Arena.ofShared()) {
            MemorySegment written = NamedMemory.open(name, one);
            MemorySegment read = NamedMemory.open(name, other);
            Files.delete(name);
            written.set(ValueLayout.JAVA_LONG, 40, 8);
            assertThat(read.get(ValueLayout.JAVA_LONG, 40)).isEqualTo(8);
            assertThat(read.byteSize()).isEqualTo(48);
            assertThatThrownBy(() -> NamedMemory.open(name, one)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> NamedMemory.create(Long.MAX_VALUE)).hasMessageContaining("no room for");
    }

    @Test
    void memoryThatCannotBeMadeLeavesNoFile() throws Exception {
        long pid = ProcessHandle.current().pid();
        List<String> before = leftBy(pid);
        assertThatThrownBy(() -> NamedMemory.create(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(leftBy(pid)).isEqualTo(before);
    }

    private static List<String> leftBy(long pid) throws IOException {
        List<String> names = new ArrayList<>();
        for (Path folder : NamedMemory.folders()) {
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> files =
                        Files.newDirectoryStream(folder, ScratchFile.prefix(pid) + "*.memory")) {
                    files.forEach(file -> names.add(file.toString()));
                }
            }
        }
        return names;
    }
}
