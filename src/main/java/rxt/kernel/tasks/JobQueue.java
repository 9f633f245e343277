package rxt.kernel.tasks;

import java.util.concurrent.atomic.AtomicLongArray;
import rxt.spmd.grid.Partition;

/**
 * Jobs 0 to n − 1 for the workers of a rank: one line for all, or a block for each, which others steal from. A block is one
 * word, its first job and its end, so that owner and thief need no lock.
 */
final class JobQueue {
    private static final long ONE_FIRST = 1L << 32;
    private static final int PADDING = 16;

    private final int blocks;
    private final Partition parts;
    private final AtomicLongArray words;

    /** Jobs in so many blocks: 1 is a line for all. */
    JobQueue(int jobs, int blocks) {
        this.blocks = blocks;
        parts = new Partition(jobs, blocks);
        words = new AtomicLongArray(blocks * PADDING);
    }

    /** All jobs wait again. */
    void fill() {
        for (int block = 0; block < blocks; block++) {
            words.set(block * PADDING, parts.from(block) << 32 | parts.to(block));
        }
    }

    /** The first job of a worker's block, else the last of the next block that has one; −1 when none has. */
    int take(int worker) {
        int own = worker % blocks;
        for (int i = 0; i < blocks; i++) {
            int job = takeFrom((own + i) % blocks * PADDING, i == 0);
            if (job >= 0) {
                return job;
            }
        }
        return -1;
    }

    private int takeFrom(int place, boolean front) {
        while (true) {
            long word = words.get(place);
            int from = (int) (word >>> 32);
            int to = (int) word;
            if (from >= to) {
                return -1;
            }
            if (words.compareAndSet(place, word, front ? word + ONE_FIRST : word - 1)) {
                return front ? from : to - 1;
            }
        }
    }
}
