package rxt.transport.ffm;

/** MPI's numbers that differ between the ABIs: of Open MPI, of MPICH, of the standard. */
enum Constant {
    ANY_SOURCE(-1, -2, -1),
    ANY_TAG(-1, -1, -2),
    PROC_NULL(-2, -1, -3),

    THREAD_SINGLE(0, 0, 0),
    THREAD_FUNNELED(1, 1, 1024),
    THREAD_SERIALIZED(2, 2, 2048),
    THREAD_MULTIPLE(3, 3, 4096),

    ERR_TRUNCATE(15, 14, 15),

    COMM_TYPE_SHARED(0, 1, 221),
    LOCK_EXCLUSIVE(1, 234, 301),
    LOCK_SHARED(2, 235, 302),

    /** Bytes from the beginning of a MPI_Status to its MPI_SOURCE; MPI_TAG is the next int. */
    STATUS_SOURCE(0, 8, 0);

    /** Room for a MPI_Status of any ABI, the longest has 32 bytes. */
    static final long STATUS_BYTES = 64;

    /** Room for any text that MPI writes, the longest is that of MPI_Get_library_version. */
    static final int TEXT_BYTES = 8192;

    private final int openMpi;
    private final int mpich;
    private final int standard;

    Constant(int openMpi, int mpich, int standard) {
        this.openMpi = openMpi;
        this.mpich = mpich;
        this.standard = standard;
    }

    /** Its value in that ABI. */
    int in(Abi abi) {
        return switch (abi) {
            case STANDARD -> standard;
            case OPEN_MPI -> openMpi;
            case MPICH -> mpich;
        };
    }
}
