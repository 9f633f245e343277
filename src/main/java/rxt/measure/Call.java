package rxt.measure;

import java.util.Locale;

/** Every kind of call that {@link TimedCommunicator} and what it returns can make, by MPI's own words. */
enum Call {
    SEND,
    RECV,
    ISEND,
    IRECV,
    SENDRECV,
    PROBE,
    IPROBE,
    SENDINIT,
    RECVINIT,
    START,
    WAIT,
    TEST,
    BARRIER,
    BCAST,
    REDUCE,
    ALLREDUCE,
    GATHER,
    GATHERV,
    ALLGATHER,
    ALLGATHERV,
    SCATTER,
    SCATTERV,
    ALLTOALL,
    ALLTOALLV,
    SCAN,
    EXSCAN,
    IBARRIER,
    IBCAST,
    IREDUCE,
    IALLREDUCE,
    IGATHER,
    IALLGATHER,
    ISCATTER,
    IALLTOALL,
    IALLTOALLV,
    NEIGHBORHOOD,
    NEIGHBOR_ALLGATHER,
    NEIGHBOR_ALLTOALL,
    NEIGHBOR_ALLTOALLV,
    SHARED,
    SYNC,
    WINDOW,
    FENCE,
    LOCK,
    UNLOCK,
    LOCKALL,
    UNLOCKALL,
    FLUSH,
    PUT,
    GET,
    ACCUMULATE,
    FETCH_AND_OP,
    COMPARE_AND_SWAP,
    SPLIT,
    SPLITSHARED,
    CLOSE;

    /** The word in the file. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
