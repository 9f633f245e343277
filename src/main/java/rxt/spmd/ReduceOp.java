package rxt.spmd;

/** The predefined reductions of MPI that every transport offers; bitwise ones refuse floating-point elements. */
public enum ReduceOp {
    SUM,
    PROD,
    MIN,
    MAX,
    BAND,
    BOR,
    BXOR;

    /** Whether the operation is defined on elements of {@code type}. */
    public boolean accepts(ElementType type) {
        boolean bitwise = this == BAND || this == BOR || this == BXOR;
        return !bitwise || (type != ElementType.FLOAT && type != ElementType.DOUBLE);
    }
}
