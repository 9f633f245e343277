package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Journal;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.Observation;
import rxt.kernel.UnavailableException;

class SpawnTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Spawn.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("count", "23");
    }

    /** One of them does the work of another. */
    @Override
    protected Kernel mutant(Context context) {
        return new Spawn(context) {
            @Override
            void body(long number) {
                super.body(number == 7 ? 6 : number);
            }
        };
    }

    @ParameterizedTest(name = "{2} {3} on {0} × {1}")
    @CsvSource({"1,1,virtual,23", "3,2,virtual,23", "1,1,pooled,23", "5,3,pooled,23", "2,2,jvm,3"})
    void everyKindRunsAll(int ranks, int threads, String kind, String count) throws Exception {
        for (Check check : run(ranks, threads, type().params(Map.of("count", count, "kind", kind)), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
        }
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    /** A cache made here, as that of the ranks is, gives it its classes. */
    @Test
    void aRankStartsFromItsCache(@TempDir Path folder) throws Exception {
        Path jar = jarOfMainClasses(folder.resolve("rxt.jar"));
        Path cache = folder.resolve("rank.aot");
        SpawnedJvm without = new SpawnedJvm(Optional.empty(), jar.toString());
        runWith(without, "-XX:AOTCacheOutput=" + cache);
        assertThat(cache).isNotEmptyFile();
        SpawnedJvm with = new SpawnedJvm(Optional.of(cache), jar.toString());
        assertThat(sources(with, folder)).containsOnly("shared objects file");
        assertThat(sources(without, folder)).allMatch(source -> source.endsWith("rxt.jar"));
        SpawnedJvm.Life life = with.run(142, Journal.UNREAD);
        assertThat(life.exitCode()).isEqualTo(SpawnProgram.exitCode(142));
        assertThat(life.coldStart()).isBetween(1_000_000L, 60_000_000_000L);
    }

    @Test
    void aCacheThatCannotBeReadEndsTheRank(@TempDir Path folder) throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.aot"), "no cache");
        assertThatThrownBy(() -> new SpawnedJvm(Optional.of(broken)).run(1, Journal.UNREAD))
                .hasMessageContaining("exit code 1")
                .hasMessageContaining("had not met its barrier");
    }

    private static Path jarOfMainClasses(Path jar) throws Exception {
        Path classes = Path.of(SpawnProgram.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        int code = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file=" + jar, "-C", classes.toString(), ".");
        assertThat(code).isZero();
        return jar;
    }

    /** Where a rank takes some of the classes from that it cannot do without. */
    private static List<String> sources(SpawnedJvm jvm, Path folder) throws Exception {
        Path log = folder.resolve("classes.log");
        runWith(jvm, "-Xlog:class+load:file=" + log);
        String text = Files.readString(log);
        return Stream.of("Catalogue", "compute.Pi", "tasks.SpawnProgram")
                .map(name -> Pattern.compile(" rxt\\.kernel\\." + name + " source: (.*)")
                        .matcher(text))
                .map(line -> line.find() ? line.group(1) : "nowhere")
                .toList();
    }

    private static void runWith(SpawnedJvm jvm, String flag) throws Exception {
        List<String> words = new ArrayList<>(jvm.command(42));
        words.add(1, flag);
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(SpawnProgram.exitCode(42));
    }

    @Test
    void ranksTellTheirColdStart() throws Exception {
        Queue<Observation> seen = new ConcurrentLinkedQueue<>();
        run(1, 1, type().params(Map.of("count", "2", "kind", "jvm")), context -> new Spawn(context) {
            @Override
            public void close() {
                seen.addAll(observations());
                super.close();
            }
        });
        Map<String, Double> values = new HashMap<>();
        seen.forEach(one -> values.put(one.name(), one.value()));
        assertThat(values.get("cold start")).isPositive().isLessThan(values.get("start and join"));
    }

    @Test
    void withoutACacheItIsRefused() {
        assertThatThrownBy(() -> run(2, 1, type().params(Map.of("kind", "jvm-aot")), type()::create))
                .hasStackTraceContaining(UnavailableException.class.getSimpleName() + ": not here: ")
                .hasStackTraceContaining("use kind jvm");
        assertThatThrownBy(() -> run(1, 1, type().params(Map.of("kind", "jvm", "count", "10001")), type()::create))
                .hasStackTraceContaining("use a smaller count");
    }

    @Test
    void exitCodesAreNoneOfAJvmsOwn() {
        for (long number = 0; number < 200; number++) {
            assertThat(SpawnProgram.exitCode(number)).isBetween(2, 127);
        }
    }
}
