package rxt.spmd;

/** Which threads of a rank may call its communicators (MPI 4.1, section 11.6.2); ordered, each permits more. */
public enum ThreadLevel {
    /** The rank has one thread. */
    SINGLE,
    /** Only the thread that the transport runs the rank's body on. */
    FUNNELED,
    /** Any thread, one at a time. */
    SERIALIZED,
    /** Any threads at once, with no order between their calls but the one they make themselves. */
    MULTIPLE
}
