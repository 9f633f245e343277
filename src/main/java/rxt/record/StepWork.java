package rxt.record;

/**
 * What one step of a launch does, over all ranks, by the kernel's formulas; NaN where the file does not tell.
 *
 * @param flops floating-point operations
 * @param bytes bytes moved to and from memory
 * @param messages messages between ranks
 */
public record StepWork(double flops, double bytes, double messages) {
    /** Of launches that ended before they could tell, and of files that have no such columns. */
    public static final StepWork UNKNOWN = new StepWork(Double.NaN, Double.NaN, Double.NaN);

    /** Whether it can be told, and so made a rate. */
    public boolean isKnown() {
        return flops >= 0 && bytes >= 0 && flops < Double.POSITIVE_INFINITY && bytes < Double.POSITIVE_INFINITY;
    }
}
