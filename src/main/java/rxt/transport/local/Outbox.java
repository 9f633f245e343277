package rxt.transport.local;

/** The sends of one rank that found their ring full, in order for each receiver; used by one thread at a time. */
final class Outbox implements Awaited {
    private final LocalRequest[] first;
    private final LocalRequest[] last;
    private final int rank;
    private int waiting;

    Outbox(int rank, int ranks) {
        this.rank = rank;
        first = new LocalRequest[ranks];
        last = new LocalRequest[ranks];
    }

    @Override
    public boolean isOver() {
        return waiting == 0;
    }

    @Override
    public String words() {
        return "rank " + rank + ": the end";
    }

    /** Whether no send to this rank waits, so that another one may overtake none. */
    boolean isEmpty(int dest) {
        return first[dest] == null;
    }

    void add(LocalRequest send) {
        int dest = send.dest;
        if (first[dest] == null) {
            first[dest] = send;
        } else {
            last[dest].next = send;
        }
        last[dest] = send;
        waiting++;
    }

    /** The send to this rank that waited longest, or null. */
    LocalRequest peek(int dest) {
        return first[dest];
    }

    void remove(int dest) {
        LocalRequest send = first[dest];
        first[dest] = send.next;
        send.next = null;
        waiting--;
    }
}
