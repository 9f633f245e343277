package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import rxt.spmd.CommunicationException;

/** MPI's predefined objects, as each ABI names them: a symbol of Open MPI, a number of MPICH, a number of the standard. */
enum Handle {
    COMM_WORLD("ompi_mpi_comm_world", 0x44000000, 0x101),
    ERRORS_RETURN("ompi_mpi_errors_return", 0x54000001, 0x143),
    INFO_NULL("ompi_mpi_info_null", 0x1c000000, 0x130),

    // Fixed widths: MPI_LONG is as long as a C long, and MPI_BYTE refuses sums, minima and maxima.
    BYTE("ompi_mpi_byte", 0x4c00010d, 0x247),
    INT8("ompi_mpi_int8_t", 0x4c000137, 0x240),
    INT32("ompi_mpi_int32_t", 0x4c000439, 0x250),
    INT64("ompi_mpi_int64_t", 0x4c00083a, 0x258),
    FLOAT("ompi_mpi_float", 0x4c00040a, 0x210),
    DOUBLE("ompi_mpi_double", 0x4c00080b, 0x214),

    MAX("ompi_mpi_op_max", 0x58000001, 0x23),
    MIN("ompi_mpi_op_min", 0x58000002, 0x22),
    SUM("ompi_mpi_op_sum", 0x58000003, 0x21),
    PROD("ompi_mpi_op_prod", 0x58000004, 0x24),
    BAND("ompi_mpi_op_band", 0x58000006, 0x28),
    BOR("ompi_mpi_op_bor", 0x58000008, 0x29),
    BXOR("ompi_mpi_op_bxor", 0x5800000a, 0x2a);

    private final String symbol;
    private final int mpich;
    private final int standard;

    Handle(String symbol, int mpich, int standard) {
        this.symbol = symbol;
        this.mpich = mpich;
        this.standard = standard;
    }

    /** Its value in a library of that ABI. */
    long in(Abi abi, SymbolLookup symbols) {
        return switch (abi) {
            case STANDARD -> standard;
            case MPICH -> mpich;
            case OPEN_MPI ->
                symbols.find(symbol)
                        .map(MemorySegment::address)
                        .orElseThrow(() -> new CommunicationException("this Open MPI has no symbol " + symbol
                                + "; RxT knows versions 4 and 5, name one by RXT_MPI_LIBRARY"));
        };
    }
}
