package rxt.spmd;

import java.lang.foreign.MemorySegment;

/**
 * What every transport demands of the arguments of its calls, with the same words for the same mistake.
 *
 * @param rank this rank in the communicator
 * @param size number of ranks in the communicator
 */
public record Arguments(int rank, int size) {
    /** Those of one rank of {@code comm}. */
    public static Arguments of(Communicator comm) {
        return new Arguments(comm.rank(), comm.size());
    }

    /** Demands a whole number of elements, a rank or PROC_NULL, and a tag. */
    public void send(MemorySegment buffer, ElementType type, int dest, int tag) {
        type.count(buffer.byteSize());
        if (dest != Communicator.PROC_NULL) {
            rank("send to", dest);
        }
        if (tag < 0) {
            throw refusal("send with tag " + tag + "; tags are 0 or more");
        }
    }

    /** Demands a whole number of elements that can be written, and a pattern of source and tag. */
    public void recv(MemorySegment buffer, ElementType type, int source, int tag) {
        type.count(buffer.byteSize());
        if (buffer.isReadOnly()) {
            throw refusal("the receive buffer is read-only");
        }
        pattern(source, tag);
    }

    /** Demands a rank, ANY_SOURCE or PROC_NULL, and a tag or ANY_TAG. */
    public void pattern(int source, int tag) {
        if (source != Communicator.ANY_SOURCE && source != Communicator.PROC_NULL) {
            rank("receive from", source);
        }
        if (tag < 0 && tag != Communicator.ANY_TAG) {
            throw refusal("receive with tag " + tag + "; tags are 0 or more, or ANY_TAG");
        }
    }

    public void root(int root, String call) {
        if (root < 0 || root >= size) {
            throw refusal(call + ": root " + root + " is not a rank, 0 to " + (size - 1));
        }
    }

    public void color(int color) {
        if (color < 0) {
            throw refusal("split with color " + color + "; colors are 0 or more");
        }
    }

    /** Demands that so many bytes from {@code place} on are within the {@code length} that {@code target} has. */
    public void access(int target, long place, long bytes, long length) {
        if (place < 0 || place > length - bytes) {
            throw refusal("access to " + bytes + " bytes from byte " + place + " on: rank " + target + " has " + length
                    + " bytes");
        }
    }

    /** Demands a rank. */
    public void target(String call, int target) {
        rank(call, target);
    }

    /** Demands a length of memory that each rank may have for itself. */
    public void memory(long bytes, String call) {
        if (bytes < 0) {
            throw refusal(call + " of " + bytes + " bytes; it has 0 or more");
        }
    }

    /** Demands two buffers of one length. */
    public void equal(MemorySegment one, MemorySegment other, String call) {
        equal(one.byteSize(), other.byteSize(), call);
    }

    /** Demands two lengths in bytes to be the same. */
    public void equal(long one, long other, String call) {
        if (one != other) {
            throw refusal(call + ": buffers of " + one + " and " + other + " bytes meet; they must be equally long");
        }
    }

    /** Demands two equally long buffers of {@code size} equal parts; answers the elements of one part. */
    public int equalParts(MemorySegment send, MemorySegment recv, ElementType type, String call) {
        equal(send, recv, call);
        int total = type.count(send.byteSize());
        if (total % size != 0) {
            throw refusal(call + ": " + total + " elements cannot be dealt in " + size + " equal parts");
        }
        return total / size;
    }

    /** Demands equal parts for so many destinations and from so many sources; answers the elements of one part. */
    public int neighborParts(MemorySegment send, int destinations, MemorySegment recv, int sources, ElementType type) {
        int total = type.count(destinations > 0 ? send.byteSize() : recv.byteSize());
        int parts = destinations > 0 ? destinations : sources;
        int count = parts > 0 ? total / parts : 0;
        long bytes = (long) count * type.bytes();
        equal(send.byteSize(), bytes * destinations, "alltoall of neighbours");
        equal(recv.byteSize(), bytes * sources, "alltoall of neighbours");
        return count;
    }

    /** Demands two equally long buffers and an operation that is defined on the type. */
    public void reduction(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, String call) {
        Reduction.requireDefined(type, op);
        type.count(send.byteSize());
        equal(send, recv, call);
    }

    /** The error of a message that does not fit its receive buffer. */
    public CommunicationException tooLong(Status message, long room) {
        return refusal("the message of rank " + message.source() + " with tag " + message.tag() + " has "
                + message.bytes() + " bytes, the receive buffer only " + room + " bytes");
    }

    /** An error of this rank. */
    public CommunicationException refusal(String words) {
        return new CommunicationException("rank " + rank + ": " + words);
    }

    /** Demands a communicator that was not closed. */
    public void open(boolean closed) {
        if (closed) {
            throw new IllegalStateException(
                    "rank " + rank
                            + ": call on a communicator that is closed; close it after its last call, or split another one off");
        }
    }

    /** The error of closing the communicator of all ranks. */
    public IllegalStateException ofWorld() {
        return new IllegalStateException("rank " + rank
                + ": close() of the communicator of all ranks, which ends with the launch; close what was split off");
    }

    /** The error of a wait for a persistent request that nobody began. */
    public static IllegalStateException notStarted() {
        return new IllegalStateException(
                "await() or test() of a persistent request that is not under way; start it first");
    }

    /** Demands of a persistent request that it is neither closed nor under way. */
    public static void idle(boolean closed, boolean underWay, String call) {
        if (closed) {
            throw new IllegalStateException(call + " of a persistent request that is closed; make another");
        }
        if (underWay) {
            throw new IllegalStateException(
                    call + " of a persistent request that is under way; await() its completion first");
        }
    }

    private void rank(String call, int peer) {
        if (peer < 0 || peer >= size) {
            throw refusal(call + " rank " + peer + "; ranks are 0 to " + (size - 1));
        }
    }
}
