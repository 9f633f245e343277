package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.record.LaunchSpec;

/** Which of the ranks' last words are the cause, and which reasons are one. */
class FailureTest {
    @TempDir
    private Path folder;

    @Test
    void aNoteThatWasCutShortIsNoCause() throws Exception {
        String words = "transport=local mpi=none ranks=2 threads=1 team=spin pinning=none kernel=pi scaling=strong"
                + " launch=0 attempt=0 steps=2 warmup=1 seed=1 oversubscribe=false inputs=" + folder + " shard="
                + folder.resolve("s.h5");
        LaunchSpec spec = LaunchSpec.parse(List.of(words.split(" ")));
        Files.writeString(Failure.note(spec, 0), "");
        Files.writeString(Failure.note(spec, 1), "oversubscribed: 2 threads\n");
        LaunchProcess.End end = new LaunchProcess.End(1, "", Instant.now(), 1);
        assertThat(Failure.diagnose(end, spec).reason()).isEqualTo("rank 1: oversubscribed: 2 threads");
    }

    @Test
    void theRankIsNoPartOfTheCause() {
        assertThat(Failure.cause("rank 12: out of luck")).isEqualTo("out of luck");
        assertThat(Failure.cause("killed by rank 1: why")).isEqualTo("killed by rank 1: why");
    }
}
