package rxt.analysis.model;

/**
 * The roofline of a machine, min(Ppeak, B · AI): the flop rate that a kernel of arithmetic intensity AI, its flop per
 * byte, can reach at most. Source: Williams, Waterman &amp; Patterson, CACM 52(4), 2009.
 *
 * @param peakFlopPerSecond Ppeak, such as the best rate of {@code gemm}; finite and above 0
 * @param bytesPerSecond B, such as the best bandwidth of {@code triad}; finite and above 0
 */
public record Roofline(double peakFlopPerSecond, double bytesPerSecond) {
    /** Which part of the roof is above a kernel. */
    public enum Bound {
        MEMORY,
        COMPUTE
    }

    /**
     * A kernel under the roof.
     *
     * @param flopPerByte its arithmetic intensity; infinite where it moves no bytes
     * @param flopPerSecond the rate it reaches
     * @param roofFlopPerSecond the rate it can reach at most
     * @param bound what it meets
     */
    public record Standing(double flopPerByte, double flopPerSecond, double roofFlopPerSecond, Bound bound) {
        /** Part of the roof that it reaches; above 1 the peaks, or the kernel's count of bytes, want inspection. */
        public double fraction() {
            return flopPerSecond / roofFlopPerSecond;
        }
    }

    /** @throws IllegalArgumentException where a peak breaks its bounds */
    public Roofline {
        positive("the peak", peakFlopPerSecond, "flop/s");
        positive("the bandwidth", bytesPerSecond, "byte/s");
    }

    /** The roof at an arithmetic intensity, in flop/s. */
    public double roof(double flopPerByte) {
        return Math.min(peakFlopPerSecond, bytesPerSecond * flopPerByte);
    }

    /** The intensity, in flop per byte, from which on compute bounds. */
    public double ridge() {
        return peakFlopPerSecond / bytesPerSecond;
    }

    /**
     * Where a kernel stands.
     *
     * @param flopPerStep flop of one step; finite and above 0
     * @param bytesPerStep bytes moved to and from memory by one step; finite, 0 or more
     * @param seconds elapsed time of a step; finite and above 0
     * @throws IllegalArgumentException where an argument breaks these bounds
     */
    public Standing standing(double flopPerStep, double bytesPerStep, double seconds) {
        positive("the work of a step", flopPerStep, "flop");
        positive("the time of a step", seconds, "s");
        if (!(bytesPerStep >= 0 && bytesPerStep < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the traffic of a step is " + bytesPerStep + " bytes; it must be finite and not below 0");
        }
        double intensity = flopPerStep / bytesPerStep;
        return new Standing(
                intensity, flopPerStep / seconds, roof(intensity), intensity < ridge() ? Bound.MEMORY : Bound.COMPUTE);
    }

    private static void positive(String what, double value, String unit) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    what + " of a roofline is " + value + " " + unit + "; it must be finite and above 0");
        }
    }
}
