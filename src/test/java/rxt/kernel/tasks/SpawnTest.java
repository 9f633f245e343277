package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

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

    @Test
    void aJvmStartsWithACacheToo(@TempDir Path folder) throws Exception {
        Path cache = folder.resolve("test.aot");
        Process training = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:AOTCacheOutput=" + cache,
                        "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(training.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.size(cache)).isPositive();
        assertThat(new SpawnedJvm(Optional.of(cache)).run(42)).isEqualTo(SpawnProgram.exitCode(42));
    }

    @Test
    void withoutACacheItIsRefused() {
        assertThatThrownBy(() -> run(2, 1, type().params(Map.of("kind", "jvm-aot")), type()::create))
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
