package rxt.transport.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In steady state no call allocates on the Java heap, on two real ranks; the JVM's own counters say so. */
@Tag("ffm")
class FfmAllocationIT {
    private static final double LEAST_LEAK_BYTES = 1;
    private static final double CONTROL_BYTES = 32;

    @TempDir
    Path temporary;

    @ParameterizedTest(name = "{0}, thread level {1}, yielding {2}")
    @CsvSource({
        "openmpi, SERIALIZED, false",
        "openmpi, MULTIPLE,   false",
        "mpich,   SERIALIZED, false",
        "mpich,   SERIALIZED, true",
        "mpich,   MULTIPLE,   true"
    })
    void noCallAllocates(String family, String level, String yields) throws Exception {
        FfmLaunch launch = FfmLaunch.of(FfmLaunch.mpi(family), 2, AllocationProgram.class, temporary, level, yields);
        assertThat(launch.exitCode()).as(launch.output()).isZero();
        assertThat(launch.files()).as(launch.output()).containsOnlyKeys("rank-0", "rank-1");
        launch.files().forEach((rank, text) -> {
            List<String> lines = text.lines().toList();
            int controls = AllocationProgram.Memory.values().length * 2;
            assertThat(lines).hasSize(AllocationStep.values().length * controls);
            assertThat(lines.stream().filter(FfmAllocationIT::isControl))
                    .as(rank + "'s control")
                    .hasSize(controls)
                    .allMatch(line -> allocated(line) >= CONTROL_BYTES);
            assertThat(lines.stream().filter(line -> !isControl(line)))
                    .as(rank + "'s bytes per round\n" + text)
                    .allMatch(line -> allocated(line) < LEAST_LEAK_BYTES);
        });
    }

    private static boolean isControl(String line) {
        return line.startsWith(AllocationStep.CONTROL + " ");
    }

    private static double allocated(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
