package rxt.transport.mpj;

import java.util.HashSet;
import java.util.Set;
import mpi.Intracomm;

/**
 * The message spaces that one rank's communicators occupy.
 *
 * <p>MPJ Express numbers a communicator n by the most splits any of its ranks has made and uses the numbers n, for
 * messages, and 3n, for collectives; two communicators of a rank can so meet in one number.
 */
final class Contexts {
    private final Set<Integer> taken = new HashSet<>();

    synchronized boolean free(Intracomm comm) {
        return !taken.contains(comm.mpjdevComm.sendctxt) && !taken.contains(comm.mpjdevComm.collctxt);
    }

    synchronized void take(Intracomm comm) {
        taken.add(comm.mpjdevComm.sendctxt);
        taken.add(comm.mpjdevComm.collctxt);
    }

    /** Gives back what was taken; the library itself has nothing to free, its {@code Free} is empty. */
    synchronized void leave(Intracomm comm) {
        taken.remove(comm.mpjdevComm.sendctxt);
        taken.remove(comm.mpjdevComm.collctxt);
    }
}
