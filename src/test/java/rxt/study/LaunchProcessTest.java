package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a killed run left behind is ended; a launcher of another run, and the ranks that it alone is known by, live on. */
@Timeout(60)
class LaunchProcessTest {
    @Test
    void orphansAreEndedWithTheirRanksAndNobodyElse(@TempDir Path folder) throws Exception {
        Process ours = launcher(folder, "orphan.h5");
        Process theirs = launcher(folder, "theirs.h5");
        try {
            ProcessHandle rank = rank(ours);
            ProcessHandle theirRank = rank(theirs);
            assertThat(LaunchProcess.killOrphans(folder, "orphan.h5"::equals)).isEqualTo(2);
            assertThat(ours.waitFor(10, TimeUnit.SECONDS)).isTrue();
            rank.onExit().get(10, TimeUnit.SECONDS);
            assertThat(theirs.isAlive()).isTrue();
            assertThat(theirRank.isAlive()).isTrue();
        } finally {
            for (Process process : List.of(ours, theirs)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** As mpirun of a program: the shard stands on its command line, and not on that of what it starts. */
    private static Process launcher(Path folder, String shard) throws Exception {
        return new ProcessBuilder("sh", "-c", "sleep 300; exit 0", "launcher", "shard=" + folder.resolve(shard))
                .start();
    }

    private static ProcessHandle rank(Process launcher) throws InterruptedException {
        while (launcher.descendants().findAny().isEmpty()) {
            Thread.sleep(10);
        }
        return launcher.descendants().findAny().orElseThrow();
    }
}
