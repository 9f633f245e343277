package rxt.spmd;

/**
 * What a receive or probe learned of its message.
 *
 * @param source rank of the sender in the communicator, {@link Communicator#PROC_NULL} for none
 * @param tag tag of the message
 * @param bytes length of the message in bytes
 */
public record Status(int source, int tag, long bytes) {}
