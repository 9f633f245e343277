package rxt.kernel;

/**
 * What a kernel needs beside ranks and threads is not where it runs, and its study is not to blame: the cell is left
 * out, with this reason. Thrown by all ranks.
 */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what is missing, and the cure. */
    public UnavailableException(String missing) {
        super("not here: " + missing);
    }
}
