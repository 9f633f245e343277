package rxt.measure;

import java.util.Arrays;
import rxt.spmd.team.Team;

/**
 * The members of a timed team, and the book of its calls.
 *
 * <p>A member notes what it computed in a call in memory of its own ({@link TimedMember#end}); only once in many calls does
 * the thread that calls the team read those notes, since to read what another CPU has just written costs more than all
 * the rest. A reduction gives its bodies no member, so there the members are known by their threads, and read after each
 * call.
 */
final class Seats {
    /** Calls between two readings, of a team whose notes are not large. */
    private static final int CALLS = 256;

    private static final int MOST_NOTES = 1 << 16;

    private final RankClock rank;
    private final boolean nested;
    private final TimedMember[] members;
    private final ThreadLocal<TimedMember> mine;
    /** Region of each call that is not read yet. */
    private final RegionClock[] regions;

    private int calls;
    private int read;
    private boolean open;
    private boolean whole;
    private long messagesBefore;

    /**
     * The seats of a team that is idle.
     *
     * @param nested whether it is the team of a member of another
     */
    Seats(Team team, RankClock rank, boolean nested) {
        this.rank = rank;
        this.nested = nested;
        this.regions = new RegionClock[nested ? 1 : Math.clamp(MOST_NOTES / team.size(), 1, CALLS)];
        this.members = new TimedMember[team.size()];
        Arrays.setAll(members, thread -> new TimedMember(rank, thread, regions.length));
        this.mine = ThreadLocal.withInitial(() -> members[0]); // whoever calls the team is its member 0
        team.region(me -> mine.set(members[me.thread()]));
    }

    int size() {
        return members.length;
    }

    /** The members by their threads; who works with them keeps off the book, which every call writes to. */
    TimedMember[] members() {
        return members;
    }

    /** The member that the calling thread is. */
    ThreadLocal<TimedMember> mine() {
        return mine;
    }

    /** Whether a call of the team is under way, so that it will refuse another. */
    boolean isOpen() {
        return open;
    }

    /** A call begins; returns when, and 0 where the only member itself tells. */
    long enterMembers(RegionClock region) {
        open(region);
        return members.length == 1 ? 0 : Ticks.read();
    }

    /** A reduction or a task begins; returns when. */
    long enter(RegionClock region) {
        open(region);
        return Ticks.read();
    }

    private void open(RegionClock region) {
        open = true;
        whole = false;
        if (!nested) {
            rank.enter(region.number());
        }
        messagesBefore = rank.account().total();
    }

    /** A call has ended that every member made one note of. */
    void leaveMembers(RegionClock region, long start) {
        count(region, members.length == 1 ? members[0].ticks() : Ticks.read() - start);
        regions[calls++] = region;
        if (calls == regions.length) {
            read();
            calls = 0;
            read = 0;
        }
    }

    /** A reduction has ended, in which some members had blocks. */
    void leaveReduction(RegionClock region, long start) {
        count(region, Ticks.read() - start);
        long longest = 0;
        for (TimedMember member : members) {
            long own = member.takeReduced();
            region.busy(member.thread(), own + member.othersReduced());
            longest = Math.max(longest, own);
        }
        region.longest(longest);
    }

    /** A call has ended that one thread computed in. */
    void leaveTask(RegionClock region, long start) {
        long elapsed = count(region, Ticks.read() - start);
        region.busy(0, elapsed);
        region.longest(elapsed);
    }

    private long count(RegionClock region, long ticks) {
        long elapsed = ticks - (rank.account().total() - messagesBefore);
        region.call(elapsed);
        whole = true;
        return elapsed;
    }

    /** A call is over, whether it ended or failed. */
    void close() {
        if (!whole) {
            for (TimedMember member : members) {
                member.mend(calls);
            }
        }
        if (!nested) {
            rank.enter(0);
        }
        open = false;
    }

    /** Reads the notes of all calls so far. */
    void read() {
        for (; read < calls; read++) {
            RegionClock region = regions[read];
            long longest = 0;
            for (TimedMember member : members) {
                long own = member.own(read);
                region.busy(member.thread(), own + member.others(read));
                longest = Math.max(longest, own);
            }
            region.longest(longest);
        }
    }
}
