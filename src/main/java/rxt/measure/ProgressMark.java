package rxt.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The file {@code <shard>.mark} that rank 0 touches whenever the launch gets on, so that whoever started the launch can
 * tell a long one from a stuck one. A rank that is stuck holds rank 0 up at the barrier before the next step. The file
 * holds a line for each rank with its process, by which some launchers name a rank that has ended.
 */
final class ProgressMark {
    /** Fast steps are not held up by the file system. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Path file;
    private final boolean mine;
    private long next = System.nanoTime();

    /** Makes the file where this is rank 0. */
    ProgressMark(String shard, Placement placement) {
        this.file = Path.of(shard + ".mark");
        this.mine = placement.rank() == 0;
        if (mine) {
            List<Long> pids = placement.pids();
            List<String> lines = IntStream.range(0, pids.size())
                    .mapToObj(rank -> rank + " " + pids.get(rank))
                    .toList();
            try {
                Files.write(file, lines);
            } catch (IOException e) {
                // Then the limit of the whole launch has to do.
            }
        }
    }

    /** Says that the launch has got on. */
    void touch() {
        long now = System.nanoTime();
        if (mine && now - next >= 0) {
            next = now + PAUSE_NANOS;
            try {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            } catch (IOException e) {
                // As above.
            }
        }
    }
}
