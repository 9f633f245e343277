package rxt.transport.mpj;

import mpi.MPI;
import mpi.Op;
import rxt.spmd.ReduceOp;

/** MPJ Express' reductions. */
final class Operations {
    private Operations() {}

    /** Whether the library gets it wrong: these classes override no method of it, and leave the first value as it is. */
    static boolean isWrong(ReduceOp op) {
        return op == ReduceOp.BOR || op == ReduceOp.BXOR;
    }

    static Op of(ReduceOp op) {
        return switch (op) {
            case SUM -> MPI.SUM;
            case PROD -> MPI.PROD;
            case MIN -> MPI.MIN;
            case MAX -> MPI.MAX;
            case BAND -> MPI.BAND;
            case BOR -> MPI.BOR;
            case BXOR -> MPI.BXOR;
        };
    }
}
