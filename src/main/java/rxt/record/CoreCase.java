package rxt.record;

import java.util.Locale;

/**
 * One thing that {@code versus} measures on both sides, in C and in Java.
 *
 * @param operation what is done: {@code ping-pong}, {@code bandwidth}, {@code allreduce}, {@code barrier}, {@code halo},
 *     {@code rate}, {@code ring}, {@code region-allreduce}, a construct of a team, or a kernel,
 *     or one of the constants here
 * @param bytes length of a message, 0 where there is none
 * @param threads threads of a rank; 0 for what holds for any
 * @param buffer where Java keeps the message: {@code off-heap}, {@code heap}, or {@code none}
 */
public record CoreCase(String operation, long bytes, int threads, String buffer) {
    /** How rows begin in which both sides call the same OpenBLAS. */
    public static final String GEMM_BLAS = "gemm blas ";

    /** How rows begin in which RxT's own product is held against OpenBLAS called from C. */
    public static final String GEMM_OF_OPENBLAS = "gemm/OpenBLAS ";

    /** The row in which C's stores go past the caches, which Java's cannot. */
    public static final String TRIAD_STREAMING = "triad/streaming stores";

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final int WORDS = 4;

    /** A kernel's step. */
    public static CoreCase kernel(String name, int threads) {
        return new CoreCase(name, 0, threads, "none");
    }

    /** The word for the command line of either twin; {@link #parse} reads it. */
    public String word() {
        return operation + "," + bytes + "," + threads + "," + buffer;
    }

    /**
     * Reads what {@link #word} wrote.
     *
     * @throws IllegalArgumentException where the word has another form
     */
    public static CoreCase parse(String word) {
        String[] parts = word.split(",", -1);
        if (parts.length != WORDS) {
            throw new IllegalArgumentException(
                    "'" + word + "' is no case; it has the form operation,bytes,threads,buffer");
        }
        return new CoreCase(parts[0], Long.parseLong(parts[1]), Integer.parseInt(parts[2]), parts[3]);
    }

    /** Its name in tables and files, such as {@code ping-pong 8 B heap}. */
    public String name() {
        return switch (operation) {
            case "ping-pong" -> "ping-pong " + size() + " " + buffer;
            case "bandwidth", "allreduce" -> operation + " " + size();
            case "barrier" -> "barrier";
            case "halo" -> "halo 1024×1024";
            case "rate" -> "message rate T=" + threads;
            case "ring" -> "ring of ranks × " + threads;
            case "region-allreduce" -> "allreduce of ranks × " + threads;
            case "region+barrier+reduction" -> "region+barrier+reduction T=" + threads;
            case "team-barrier" -> "barrier T=" + threads;
            default -> threads == 0 ? operation : operation + " T=" + threads;
        };
    }

    private String size() {
        return bytes >= MIB
                ? String.format(Locale.ROOT, "%d MiB", bytes / MIB)
                : bytes >= KIB ? String.format(Locale.ROOT, "%d KiB", bytes / KIB) : bytes + " B";
    }
}
