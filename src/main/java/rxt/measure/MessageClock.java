package rxt.measure;

/** Adds the elapsed time of message-passing calls to the calling thread's account of a rank. */
final class MessageClock {
    private static final int BY_CALL = -1;

    private final RankClock rank;
    /** Number of the name under which all calls count, or {@link #BY_CALL}. */
    private final int name;

    MessageClock(RankClock rank) {
        this(rank, BY_CALL);
    }

    private MessageClock(RankClock rank, int name) {
        this.rank = rank;
        this.name = name;
    }

    /** A clock under which all calls count by that name. */
    MessageClock as(String called) {
        return new MessageClock(rank, rank.call(called));
    }

    /** A call has ended that began at that reading of {@link Ticks}. */
    @SuppressWarnings("EnumOrdinal") // A number within this process.
    void add(Call call, long start) {
        long ticks = Ticks.read() - start;
        rank.account().add(rank.region(), name == BY_CALL ? call.ordinal() : name, ticks);
    }
}
