package rxt.kernel.sparse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import rxt.kernel.Context;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;

/**
 * The whole matrix of a Matrix Market file on every rank: rank 0 alone reads it, so that its name and its faults are told
 * once, and a file system is asked once. Where rank 0 ends with a fault it ends the others, who wait for it.
 *
 * @param inputs where the file is
 * @param name of the file
 */
record CgFileMatrix(Context.Inputs inputs, String name, Communicator world) {
    /** Elements that are broadcast at once, for a transport that has to copy them. */
    private static final int PIECE = 1 << 20;

    /** Reads the file; {@code room} is asked on every rank. Collective. */
    SparseRows whole(MatrixMarket.Room room) {
        SparseRows whole = world.rank() == 0 ? read(room) : empty(room);
        share(MemorySegment.ofArray(whole.start()), ElementType.INT);
        share(MemorySegment.ofArray(whole.columns()), ElementType.INT);
        share(MemorySegment.ofArray(whole.values()), ElementType.DOUBLE);
        return whole;
    }

    private SparseRows read(MatrixMarket.Room room) {
        try (InputStream bytes = inputs.open(name)) {
            SparseRows whole = MatrixMarket.read(name, bytes, (rows, entries) -> {
                agreed(rows, entries);
                room.require(rows, entries);
            });
            agreed(whole.rows(), whole.columns().length);
            return whole;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the matrix '" + name + "' cannot be read (" + Context.Inputs.why(e)
                            + "); put it in the inputs folder ('jobs/rxt inputs' does so with large/...), or name"
                            + " another with the parameter 'file'",
                    e);
        }
    }

    /** Of the size that rank 0 tells: at first what there may be, and then what there is. */
    private SparseRows empty(MatrixMarket.Room room) {
        int[] most = agreed(0, 0);
        room.require(most[0], most[1]);
        int[] size = agreed(0, 0);
        return new SparseRows(new int[size[0] + 1], new int[size[1]], new double[size[1]]);
    }

    /** Those of rank 0. */
    private int[] agreed(int rows, int entries) {
        int[] size = {rows, entries};
        world.bcast(MemorySegment.ofArray(size), ElementType.INT, 0);
        return size;
    }

    private void share(MemorySegment all, ElementType type) {
        long piece = (long) PIECE * type.bytes();
        for (long from = 0; from < all.byteSize(); from += piece) {
            world.bcast(all.asSlice(from, Math.min(piece, all.byteSize() - from)), type, 0);
        }
    }
}
