package rxt.transport.ffm;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rxt.spmd.Communicator;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;

/**
 * Counts what calls allocate on the Java heap; each of two ranks leaves its lines {@code step memory bytes allocated}
 * in {@code rank-}number, where {@code allocated} is in bytes per round.
 */
final class AllocationProgram {
    private static final int WARM_UP = 10_000;
    private static final int WINDOWS = 2;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Where the buffers lie. */
    enum Memory {
        HEAP,
        OFF_HEAP;

        private MemorySegment of(int bytes) {
            return this == HEAP
                    ? MemorySegment.ofArray(new byte[bytes])
                    : Arena.ofAuto().allocate(bytes, 64);
        }
    }

    private AllocationProgram() {}

    /** @param args folder, thread level, whether waiting ranks yield their core */
    public static void main(String[] args) {
        System.setProperty(Waiting.PROPERTY, args[2]);
        try {
            Transport.named("ffm").run(args, 2, ThreadLevel.valueOf(args[1]), (world, words) -> {
                List<String> lines = new ArrayList<>();
                for (AllocationStep step : AllocationStep.values()) {
                    for (Memory memory : Memory.values()) {
                        for (int bytes : new int[] {8, 1 << 16}) {
                            lines.add(step + " " + memory + " " + bytes + " " + perRound(world, step, memory, bytes));
                        }
                    }
                }
                Files.write(Path.of(args[0]).resolve("rank-" + world.rank()), lines);
            });
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    /** The least of several windows: what the compiler does meanwhile differs between them, a leak does not. */
    private static double perRound(Communicator world, AllocationStep step, Memory memory, int bytes) {
        int rounds = bytes == 8 ? 20_000 : 1_000;
        Runnable round = step.round(world, memory.of(bytes), memory.of(bytes));
        repeat(round, bytes == 8 ? WARM_UP : WARM_UP / 10);
        long least = Long.MAX_VALUE;
        for (int window = 0; window < WINDOWS; window++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            repeat(round, rounds);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        world.barrier();
        return (double) least / rounds;
    }

    private static void repeat(Runnable round, int rounds) {
        for (int k = 0; k < rounds; k++) {
            round.run();
        }
    }
}
