package rxt.measure;

import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.function.BinaryOperator;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * A team timed from outside: what its bodies compute counts as busy, the wait at barriers and for work does not. A
 * recursive task counts as busy for its elapsed time on one thread only.
 */
final class TimedTeam implements Team {
    private final Team team;
    private final TeamClock clock;

    TimedTeam(Team team, TeamClock clock) {
        this.team = team;
        this.clock = clock;
    }

    @Override
    public String name() {
        return team.name();
    }

    @Override
    public int size() {
        return team.size();
    }

    @Override
    public List<String> masks() {
        return team.masks();
    }

    @Override
    public void region(Region body) {
        long start = System.nanoTime();
        team.region(member -> {
            TimedMember timed = new TimedMember(member);
            long entered = System.nanoTime();
            body.run(timed);
            clock.addBusy(System.nanoTime() - entered - timed.waitedNanos);
        });
        clock.addCall(System.nanoTime() - start);
    }

    @Override
    public void forEach(Range range, Schedule schedule, Loop body) {
        long start = System.nanoTime();
        team.forEach(range, schedule, (from, to) -> {
            long entered = System.nanoTime();
            body.run(from, to);
            clock.addBusy(System.nanoTime() - entered);
        });
        clock.addCall(System.nanoTime() - start);
    }

    @Override
    public <R> R reduce(Range range, R identity, Block<R> block, BinaryOperator<R> combine) {
        long start = System.nanoTime();
        R result = team.reduce(
                range,
                identity,
                (from, to) -> {
                    long entered = System.nanoTime();
                    R value = block.of(from, to);
                    clock.addBusy(System.nanoTime() - entered);
                    return value;
                },
                combine);
        clock.addCall(System.nanoTime() - start);
        return result;
    }

    @Override
    public double sum(Range range, DoubleBlock block) {
        long start = System.nanoTime();
        double result = team.sum(range, (from, to) -> {
            long entered = System.nanoTime();
            double value = block.of(from, to);
            clock.addBusy(System.nanoTime() - entered);
            return value;
        });
        clock.addCall(System.nanoTime() - start);
        return result;
    }

    @Override
    public long sumLong(Range range, LongBlock block) {
        long start = System.nanoTime();
        long result = team.sumLong(range, (from, to) -> {
            long entered = System.nanoTime();
            long value = block.of(from, to);
            clock.addBusy(System.nanoTime() - entered);
            return value;
        });
        clock.addCall(System.nanoTime() - start);
        return result;
    }

    @Override
    public <R> R invoke(ForkJoinTask<R> task) {
        long start = System.nanoTime();
        R result = team.invoke(task);
        long elapsed = System.nanoTime() - start;
        clock.addBusy(elapsed);
        clock.addCall(elapsed);
        return result;
    }

    @Override
    public void close() {
        team.close();
    }

    /** One member, whose waits at barriers are kept apart. */
    private static final class TimedMember implements Member {
        private final Member member;
        private long waitedNanos;

        TimedMember(Member member) {
            this.member = member;
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
            member.forEach(range, schedule, body);
        }

        @Override
        public void forEachOrdered(Range range, Schedule schedule, OrderedLoop body) {
            member.forEachOrdered(range, schedule, body);
        }

        @Override
        public void single(Runnable body) {
            member.single(body);
        }

        @Override
        public void master(Runnable body) {
            member.master(body);
        }

        @Override
        public void critical(Runnable body) {
            member.critical(body);
        }

        @Override
        public Team inner(int size) {
            return member.inner(size);
        }
    }
}
