package rxt.transport.local;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Reduction;

/**
 * Combines what all ranks laid on the board, chunk by chunk, along the tree of
 * {@link rxt.spmd.CollectivesOverMessages}: neighbours first, the lower on the left, so the bits are the same as there.
 *
 * <p>Ranks are taken in order; a subtree that is complete is combined with the one of the same size before it, as a
 * binary counter carries. What is left at the end is combined from the right. All of that happens in off-heap chunks:
 * with operands of one kind the compiler vectorises the loops, and the copies stay in the nearest cache.
 */
final class Combination {
    private static final long CHUNK_BYTES = 8192;

    private final Board board;
    /** Subtrees that wait for their right neighbour. */
    private final MemorySegment[] subtrees;

    private final MemorySegment leaf;
    private long length;
    private ElementType type;
    private ReduceOp op;

    Combination(Board board) {
        this.board = board;
        Arena arena = Arena.ofAuto();
        leaf = arena.allocate(CHUNK_BYTES, 64);
        subtrees = new MemorySegment[Integer.SIZE - Integer.numberOfLeadingZeros(board.size()) + 1];
        for (int i = 0; i < subtrees.length; i++) {
            subtrees[i] = arena.allocate(CHUNK_BYTES, 64);
        }
    }

    /** Sets what the next call works with. */
    Combination of(ElementType elements, ReduceOp operation) {
        type = elements;
        op = operation;
        return this;
    }

    /** Combines the short parts, whole, into {@code result}. */
    void shorts(long step, MemorySegment result) {
        length = result.byteSize();
        int depth = -1;
        for (int r = 0; r < board.size(); r++) {
            depth = add(depth, r, board.memory(), board.partAt(r, step));
        }
        close(depth, result, 0);
    }

    /** Combines bytes {@code from} to {@code end} of the long parts into the same place of {@code result}. */
    void longs(long step, long from, long end, MemorySegment result) {
        for (long at = from; at < end; at += CHUNK_BYTES) {
            length = Math.min(CHUNK_BYTES, end - at);
            int depth = -1;
            for (int r = 0; r < board.size(); r++) {
                depth = add(depth, r, board.send(r, step), at);
            }
            close(depth, result, at);
        }
    }

    private int add(int depth, int rank, MemorySegment part, long partAt) {
        int complete = Integer.numberOfTrailingZeros(~rank);
        if (complete == 0) {
            MemorySegment.copy(part, partAt, subtrees[depth + 1], 0, length);
            return depth + 1;
        }
        if (part.isNative()) {
            Reduction.combine(subtrees[depth], 0, part, partAt, length, type, op);
        } else {
            MemorySegment.copy(part, partAt, leaf, 0, length);
            Reduction.combine(subtrees[depth], 0, leaf, 0, length, type, op);
        }
        int top = depth;
        for (int carry = 1; carry < complete; carry++) {
            top = merge(top);
        }
        return top;
    }

    private void close(int depth, MemorySegment result, long at) {
        for (int top = depth; top > 0; ) {
            top = merge(top);
        }
        MemorySegment.copy(subtrees[0], 0, result, at, length);
    }

    private int merge(int top) {
        Reduction.combine(subtrees[top - 1], 0, subtrees[top], 0, length, type, op);
        return top - 1;
    }
}
