package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Reduction;

/**
 * Combines what all ranks laid on the board, chunk by chunk, along the tree of
 * {@link rxt.spmd.CollectivesOverMessages}: neighbours first, the lower on the left, so the bits are the same as there.
 *
 * <p>Ranks are taken in order; a subtree that is complete is combined with the one of the same size before it, as a
 * binary counter carries. What is left at the end is combined from the right.
 */
final class Combination {
    private static final long CHUNK_BYTES = 8192;

    private final Board board;
    /** Subtrees that wait for their right neighbour; the outermost lies in the result itself. */
    private final MemorySegment[] subtrees;

    private MemorySegment result;
    private long at;
    private long length;
    private ElementType type;
    private ReduceOp op;

    Combination(Board board) {
        this.board = board;
        subtrees = new MemorySegment[Integer.SIZE - Integer.numberOfLeadingZeros(board.size()) + 1];
        for (int i = 1; i < subtrees.length; i++) {
            subtrees[i] = MemorySegment.ofArray(new byte[(int) CHUNK_BYTES]);
        }
    }

    /** Sets what the next calls work with. */
    Combination of(ElementType elements, ReduceOp operation, MemorySegment into) {
        type = elements;
        op = operation;
        result = into;
        return this;
    }

    /** Combines the short parts, whole. */
    void shorts(long step, long bytes) {
        at = 0;
        length = bytes;
        int depth = -1;
        for (int r = 0; r < board.size(); r++) {
            depth = add(depth, r, board.memory(), board.partAt(r, step));
        }
        close(depth);
        result = null;
    }

    /** Combines bytes {@code from} to {@code end} of the long parts. */
    void longs(long step, long from, long end) {
        for (at = from; at < end; at += CHUNK_BYTES) {
            length = Math.min(CHUNK_BYTES, end - at);
            int depth = -1;
            for (int r = 0; r < board.size(); r++) {
                depth = add(depth, r, board.send(r, step), at);
            }
            close(depth);
        }
        result = null;
    }

    private int add(int depth, int rank, MemorySegment part, long partAt) {
        int complete = Integer.numberOfTrailingZeros(~rank);
        if (complete == 0) {
            MemorySegment.copy(part, partAt, subtree(depth + 1), place(depth + 1), length);
            return depth + 1;
        }
        Reduction.combine(subtree(depth), place(depth), part, partAt, length, type, op);
        int top = depth;
        for (int carry = 1; carry < complete; carry++) {
            top = merge(top);
        }
        return top;
    }

    private void close(int depth) {
        for (int top = depth; top > 0; ) {
            top = merge(top);
        }
    }

    private int merge(int top) {
        Reduction.combine(subtree(top - 1), place(top - 1), subtree(top), 0, length, type, op);
        return top - 1;
    }

    private MemorySegment subtree(int depth) {
        return depth == 0 ? result : subtrees[depth];
    }

    private long place(int depth) {
        return depth == 0 ? at : 0;
    }
}
