package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Broadcasts of rank 0 to rank 1 over one {@link Board}: the cells of one parity are filled several times.
 *
 * <p>A part is several equal numbers that name their step, so that one which is written while it is read is seen.
 */
final class BoardSteps {
    private static final int STEPS = 6;
    private static final int NUMBERS = 32;

    private final Board board = new Board(2);

    /**
     * Brings a part in each step.
     *
     * @param waits whether it does as it must: not before all have announced the step before
     */
    void bring(boolean waits) {
        long[] part = new long[NUMBERS];
        for (long step = 1; step <= STEPS; step++) {
            if (waits) {
                await(1, step - 1);
            }
            Arrays.fill(part, step);
            board.put(0, step, MemorySegment.ofArray(part));
            board.announce(0, step);
        }
    }

    /** Reads the part of each step; answers how many steps had another length or number than theirs. */
    int wrongSteps() {
        int wrong = 0;
        for (long step = 1; step <= STEPS; step++) {
            await(0, step - 1);
            board.announce(1, step);
            await(0, step);
            wrong += isRight(step) ? 0 : 1;
        }
        return wrong;
    }

    private boolean isRight(long step) {
        boolean isRight = board.bytes(0, step) == NUMBERS * Long.BYTES;
        for (int i = 0; i < NUMBERS; i++) {
            long at = board.partAt(0, step) + (long) i * Long.BYTES;
            isRight &= board.memory().get(ValueLayout.JAVA_LONG, at) == step;
        }
        return isRight;
    }

    private void await(int rank, long step) {
        while (!board.hasAnnounced(rank, step)) {
            Thread.onSpinWait();
        }
    }
}
