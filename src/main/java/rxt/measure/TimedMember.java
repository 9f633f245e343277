package rxt.measure;

import java.util.function.LongConsumer;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;
import rxt.spmd.team.Team.Loop;
import rxt.spmd.team.Team.Member;
import rxt.spmd.team.Team.OrderedLoop;

/**
 * One member of a region: what it waits (at barriers, for work, for its turn, for the lock of a critical part) is kept
 * apart from what its bodies compute. Only the member's own thread uses it.
 */
final class TimedMember implements Member {
    private final Member member;
    private final LongConsumer busy;
    private long waitedNanos;
    private long bodyNanos;

    TimedMember(Member member, LongConsumer busy) {
        this.member = member;
        this.busy = busy;
    }

    /** Time that was no computing so far. */
    long waitedNanos() {
        return waitedNanos;
    }

    @Override
    public int thread() {
        return member.thread();
    }

    @Override
    public int size() {
        return member.size();
    }

    @Override
    public void barrier() {
        long start = System.nanoTime();
        member.barrier();
        waitedNanos += System.nanoTime() - start;
    }

    @Override
    public void forEach(Range range, Schedule schedule, Loop body) {
        aside(() -> member.forEach(range, schedule, (from, to) -> {
            long entered = System.nanoTime();
            body.run(from, to);
            bodyNanos += System.nanoTime() - entered;
        }));
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
        return new TimedTeam(member.inner(size), busy, elapsed -> waitedNanos += elapsed);
    }

    /** All of the call but its bodies is waiting. */
    private void aside(Runnable call) {
        long outer = bodyNanos;
        bodyNanos = 0;
        long start = System.nanoTime();
        call.run();
        waitedNanos += System.nanoTime() - start - bodyNanos;
        bodyNanos = outer;
    }

    private void inBody(Runnable body) {
        long entered = System.nanoTime();
        body.run();
        bodyNanos += System.nanoTime() - entered;
    }
}
