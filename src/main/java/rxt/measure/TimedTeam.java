package rxt.measure;

import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.function.BinaryOperator;
import java.util.function.LongConsumer;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * A team timed from outside: what its bodies compute counts as busy, the wait at barriers and for work does not. A
 * recursive task counts as busy for its elapsed time on one thread only.
 */
final class TimedTeam implements Team {
    private final Team team;
    private final LongConsumer busy;
    private final LongConsumer call;

    TimedTeam(Team team, TeamClock clock) {
        this(team, clock::addBusy, clock::addCall);
    }

    /**
     * A team.
     *
     * @param busy takes what each body computes, from each member's thread
     * @param call takes the elapsed time of each call of the team
     */
    TimedTeam(Team team, LongConsumer busy, LongConsumer call) {
        this.team = team;
        this.busy = busy;
        this.call = call;
    }

    @Override
    public String name() {
        return team.name();
    }

    @Override
    public List<String> masks() {
        return team.masks();
    }

    @Override
    public int size() {
        return team.size();
    }

    @Override
    public void region(Region body) {
        long start = System.nanoTime();
        team.region(member -> {
            TimedMember timed = new TimedMember(member, busy);
            long entered = System.nanoTime();
            body.run(timed);
            busy.accept(System.nanoTime() - entered - timed.waitedNanos());
        });
        call.accept(System.nanoTime() - start);
    }

    @Override
    public void forEach(Range range, Schedule schedule, Loop body) {
        long start = System.nanoTime();
        team.forEach(range, schedule, (from, to) -> {
            long entered = System.nanoTime();
            body.run(from, to);
            busy.accept(System.nanoTime() - entered);
        });
        call.accept(System.nanoTime() - start);
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
                    busy.accept(System.nanoTime() - entered);
                    return value;
                },
                combine);
        call.accept(System.nanoTime() - start);
        return result;
    }

    @Override
    public double sum(Range range, DoubleBlock block) {
        long start = System.nanoTime();
        double result = team.sum(range, (from, to) -> {
            long entered = System.nanoTime();
            double value = block.of(from, to);
            busy.accept(System.nanoTime() - entered);
            return value;
        });
        call.accept(System.nanoTime() - start);
        return result;
    }

    @Override
    public long sumLong(Range range, LongBlock block) {
        long start = System.nanoTime();
        long result = team.sumLong(range, (from, to) -> {
            long entered = System.nanoTime();
            long value = block.of(from, to);
            busy.accept(System.nanoTime() - entered);
            return value;
        });
        call.accept(System.nanoTime() - start);
        return result;
    }

    @Override
    public <R> R invoke(ForkJoinTask<R> task) {
        long start = System.nanoTime();
        R result = team.invoke(task);
        long elapsed = System.nanoTime() - start;
        busy.accept(elapsed);
        call.accept(elapsed);
        return result;
    }

    @Override
    public void close() {
        team.close();
    }
}
