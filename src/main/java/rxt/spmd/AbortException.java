package rxt.spmd;

/** A rank called {@link Communicator#abort}: the launched program must end its process with this exit code. */
public class AbortException extends CommunicationException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public AbortException(int rank, int exitCode) {
        super("rank " + rank + " aborted the launch with exit code " + exitCode);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
