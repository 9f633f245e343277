package rxt.spmd.team;

/**
 * Which part of its creator's mask a pinned team has: neighbouring CPUs, counted core by core, so that teams that begin
 * with one mask, as those of ranks in one process do, need not meet on its first CPU.
 *
 * @param part number of the part, 0 ≤ part &lt; parts
 * @param parts how many parts the mask is cut in; their sizes differ by at most one CPU
 */
public record Share(int part, int parts) {
    /** All of the mask. */
    public static final Share WHOLE = new Share(0, 1);

    public Share {
        if (part < 0 || part >= parts) {
            throw new IllegalArgumentException("a mask cut in " + parts + " parts has no part " + part
                    + "; parts are numbered from 0 to one less than their number");
        }
    }
}
