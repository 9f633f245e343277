package rxt.measure;

import java.util.HashMap;
import java.util.Map;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;
import rxt.spmd.team.Team.Loop;
import rxt.spmd.team.Team.Member;
import rxt.spmd.team.Team.OrderedLoop;

/**
 * One member of a team, used again for every call: what it waits (at barriers, for its turn, for the lock of a critical
 * part) and what it spends in message passing is kept apart from what it computes. A loop's chunks are not timed one by
 * one, so that to be dealt the next chunk counts as computing. Only the member's own thread uses it; its notes are read
 * once a call is over.
 */
final class TimedMember extends Ahead implements Member {
    private static final int LINES = 16;

    private final RankClock rank;
    private final int thread;
    private final int capacity;
    /** Of each call that is not read yet: own computing, and that of others in teams of its own. */
    private final long[] notes;

    private final Map<Integer, TimedTeam> inner = new HashMap<>();
    private Member member;
    private Account account;
    private int calls;
    private boolean reducing;
    private long reduced;
    private long entered;
    private long left;
    private long messagesBefore;
    private long waited;
    private long inBodies;
    private long innerOwn;
    private long innerOthers;

    /** Keeps what other objects hold off its cache lines; {@link Ahead} does so before it. */
    @SuppressWarnings("unused")
    long b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14;

    TimedMember(RankClock rank, int thread, int capacity) {
        this.rank = rank;
        this.thread = thread;
        this.capacity = capacity;
        this.notes = new long[2 * capacity + 2 * LINES];
    }

    /** Begins its part of a call. */
    @SuppressWarnings("ReferenceEquality") // The same object need not be written again.
    void begin(Member me) {
        if (member != me) {
            member = me;
        }
        begin();
    }

    private void begin() {
        if (thread == 0 || account == null) { // the others are always the same thread
            account = rank.account();
        }
        messagesBefore = account.total();
        waited = 0;
        innerOwn = 0;
        innerOthers = 0;
        entered = Ticks.read();
    }

    /** Ends its part of a call and notes it. */
    void end() {
        left = Ticks.read();
        int at = LINES + 2 * calls;
        notes[at] = computed(left);
        notes[at + 1] = innerOthers;
        calls = calls + 1 == capacity ? 0 : calls + 1;
    }

    /** All the time of its part of the call that it ended last. */
    long ticks() {
        return left - entered;
    }

    /** What it has computed since it began. */
    long computed() {
        return computed(Ticks.read());
    }

    private long computed(long now) {
        return now - entered - waited - (account.total() - messagesBefore) + innerOwn;
    }

    /** Begins a block of a reduction, its first or another. */
    void beginBlock() {
        if (!reducing) {
            reducing = true;
            begin();
        }
    }

    /** Ends a block of a reduction; what lies between two blocks is computing too. */
    void endBlock() {
        reduced = computed();
    }

    /** What it computed in the reduction that has ended. */
    long takeReduced() {
        long own = reducing ? reduced : 0;
        reducing = false;
        return own;
    }

    /** What others computed in teams of its own in the reduction whose own part was taken. */
    long othersReduced() {
        long others = innerOthers;
        innerOthers = 0;
        return others;
    }

    /** Own computing in that call. */
    long own(int call) {
        return notes[LINES + 2 * call];
    }

    /** Computing of others in teams of its own in that call. */
    long others(int call) {
        return notes[LINES + 2 * call + 1];
    }

    /** Forgets a call that failed, and whether it noted it. */
    void mend(int callsBefore) {
        calls = callsBefore;
        reducing = false;
    }

    /** A call of a team of its own has ended. */
    void innerCall(long elapsed, long own, long others) {
        waited += elapsed;
        innerOwn += own;
        innerOthers += others;
    }

    @Override
    public int thread() {
        return thread;
    }

    @Override
    public int size() {
        return member.size();
    }

    @Override
    public void barrier() {
        long start = Ticks.read();
        member.barrier();
        waited += Ticks.read() - start;
    }

    @Override
    public void forEach(Range range, Schedule schedule, Loop body) {
        member.share(range, schedule, body);
        barrier();
    }

    @Override
    public void share(Range range, Schedule schedule, Loop body) {
        member.share(range, schedule, body);
    }

    @Override
    public void forEachOrdered(Range range, Schedule schedule, OrderedLoop body) {
        aside(() -> member.forEachOrdered(
                range,
                schedule,
                (index, turn) -> inBody(() -> body.run(index, part -> aside(() -> turn.run(() -> inBody(part)))))));
    }

    @Override
    public void single(Runnable body) {
        aside(() -> member.single(() -> inBody(body)));
    }

    @Override
    public void master(Runnable body) {
        member.master(body);
    }

    @Override
    public void critical(Runnable body) {
        aside(() -> member.critical(() -> inBody(body)));
    }

    /** Its regions are no computing of this member, but each of its members' computing is counted. */
    @Override
    public Team inner(int size) {
        Team made = member.inner(size);
        TimedTeam kept = inner.get(size);
        if (kept == null || !kept.decorates(made)) {
            kept = new TimedTeam(made, rank, this);
            inner.put(size, kept);
        }
        return kept;
    }

    /** All of the call but its bodies is waiting. */
    private void aside(Runnable call) {
        long outer = inBodies;
        inBodies = 0;
        long start = Ticks.read();
        call.run();
        waited += Ticks.read() - start - inBodies;
        inBodies = outer;
    }

    private void inBody(Runnable body) {
        long start = Ticks.read();
        body.run();
        inBodies += Ticks.read() - start;
    }
}

/** Fields of a superclass come first. */
abstract class Ahead {
    @SuppressWarnings("unused")
    long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14;
}
