package rxt.kernel.dense;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import rxt.kernel.FirstTouch;

/** LAPACK's dgeqrf of {@link OpenBlas}, for blocks as for pairs; it promises no bits. */
final class TsqrLibrary extends TsqrWorker {
    /** Columns that LAPACK reflects at once; its workspace has as many rows. */
    private static final int PANEL = 64;

    private final MemorySegment taus;
    private final MemorySegment workspace;

    TsqrLibrary(Arena arena, int rows, int columns) {
        super(arena, rows, columns);
        taus = FirstTouch.doubles(arena, columns);
        workspace = FirstTouch.doubles(arena, (long) PANEL * columns);
    }

    @Override
    void factor(TsqrBlock a, boolean interleaved) {
        OpenBlas.Matrix matrix = new OpenBlas.Matrix(a.elements().address(), a.rows(), columns(), a.stride());
        OpenBlas.factor(matrix, taus.address(), workspace.address(), PANEL * columns());
    }
}
