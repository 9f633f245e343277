package rxt.kernel.dense;

import rxt.kernel.Memory;
import rxt.kernel.Params;
import rxt.spmd.grid.Partition;

/**
 * How the m rows of {@link Tsqr} are cut into blocks, and what memory a rank has of them.
 *
 * @param rows m, cut into blocks that differ by one row at most
 * @param columns n
 * @param blocks how they are dealt to the ranks
 * @param inMemory whether a rank keeps its blocks in memory
 */
record TsqrSize(Partition rows, int columns, Partition blocks, boolean inMemory) {
    static TsqrSize of(Params params, int ranks) {
        long m = params.longValue("rows");
        long count = Math.ceilDiv(m, params.longValue("block_rows"));
        int n = params.intValue("columns");
        if (m < n) {
            throw new IllegalArgumentException(
                    "rows = " + m + " are fewer than columns = " + n + "; use as many at least");
        }
        double largest = (double) Math.ceilDiv(m, count) * (n + 4) * Double.BYTES;
        if (count > Integer.MAX_VALUE || largest > Integer.MAX_VALUE - 4096.0 * n) {
            throw new IllegalArgumentException("block_rows = " + params.longValue("block_rows") + " makes " + count
                    + " blocks of " + (long) largest + " bytes, and both must be below 2³¹; use other block_rows");
        }
        Partition rows = new Partition(m, (int) count);
        return new TsqrSize(
                rows, n, new Partition(count, ranks), params.text("storage").equals("memory"));
    }

    /** What is allocated with one worker. */
    static Memory.Need need(Params params, int ranks) {
        double m = params.longValue("rows");
        double n = params.longValue("columns");
        double block = Math.min(m, (double) params.longValue("block_rows"));
        double share = Math.ceil(m / block / ranks);
        double stored = params.text("storage").equals("memory") ? share * block : 0;
        return Memory.outside(Double.BYTES * n * (stored + share * n + block + 2 * n));
    }

    /** Rows of the largest block. */
    int blockRows() {
        return (int) rows.lengthOf(0);
    }

    /** Of one triangle, as a square. */
    long triangleBytes() {
        return (long) Double.BYTES * columns * columns;
    }

    /** Of one block, with the zeros below its columns. */
    long blockBytes() {
        return (long) Double.BYTES * columns * TsqrBlock.stride(blockRows());
    }

    /** What the rank with the most blocks has in memory, with so many workers. */
    double residentBytes(int workers) {
        double each = triangleBytes() + (inMemory ? blockBytes() : 0.0);
        return blocks.lengthOf(0) * each + 2.0 * triangleBytes() + workers * TsqrWorker.bytes(blockRows(), columns);
    }

    /**
     * Workers that fit beside the rest.
     *
     * @param megabytes what a rank may have, 0 for any
     * @throws IllegalArgumentException where there is room for none
     */
    int workers(int threads, long megabytes) {
        double cap = megabytes == 0 ? Double.POSITIVE_INFINITY : megabytes * 1e6;
        int workers = threads;
        while (workers > 0 && residentBytes(workers) > cap) {
            workers--;
        }
        if (workers == 0) {
            throw new IllegalArgumentException("memory_mb = " + megabytes + " of a rank's memory, and it needs "
                    + (long) Math.ceil(residentBytes(1) * 1e-6)
                    + (inMemory ? "; use storage: disk" : "; use more ranks")
                    + (inMemory ? "" : " or other block_rows"));
        }
        return workers;
    }

    /** Of one step: each reflection takes four operations for an element that it changes. */
    double flops() {
        double rowsOfBlock = (double) rows.length() / rows.parts();
        double block = 0;
        double pair = 0;
        for (int k = 0; k < columns; k++) {
            block += 4 * Math.max(0, rowsOfBlock - k) * (columns - k);
            pair += 4.0 * (k + 2) * (columns - k);
        }
        return rows.parts() * block + (rows.parts() - 1.0) * pair;
    }
}
