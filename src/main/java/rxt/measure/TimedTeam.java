package rxt.measure;

import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.function.BinaryOperator;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * A team timed from outside: each call's elapsed time, and what each member computes in it, count for a region; the wait
 * at barriers and for the end does not, nor does message passing. A recursive task counts as computing for its elapsed
 * time on one thread only. The team of a member counts for the region that the member is in.
 */
final class TimedTeam implements Team {
    private final Team team;
    private final Seats seats;
    private final TimedMember[] members;
    private final ThreadLocal<TimedMember> mine;
    private final RankClock rank;
    private final RegionClock region;
    /** The member whose team this is; null for the team of the rank. */
    private final TimedMember outer;

    private final Region wholeRegion = this::region;
    private final Region loopRegion = this::loop;
    private final DoubleBlock doublesTimed = this::block;
    private final LongBlock longsTimed = this::blockOfLongs;
    private Region body;
    private Range range;
    private Schedule schedule;
    private Loop loop;
    private DoubleBlock doubles;
    private LongBlock longs;

    /**
     * The team of a rank, idle.
     *
     * @param unnamed name of the region of work that has no other
     */
    TimedTeam(Team team, RankClock rank, String unnamed) {
        this(team, new Seats(team, rank, false), rank, rank.region(unnamed, team.size()), null);
        rank.countsBy(seats);
    }

    /** The team of a member of another. */
    TimedTeam(Team team, RankClock rank, TimedMember outer) {
        this(team, new Seats(team, rank, true), rank, new RegionClock("inner", 0, team.size()), outer);
    }

    private TimedTeam(Team team, Seats seats, RankClock rank, RegionClock region, TimedMember outer) {
        this.team = team;
        this.seats = seats;
        this.members = seats.members();
        this.mine = seats.mine();
        this.rank = rank;
        this.region = region;
        this.outer = outer;
    }

    /** Whether this is the decorator of that very team. */
    @SuppressWarnings("ReferenceEquality")
    boolean decorates(Team other) {
        return team == other;
    }

    @Override
    public Team as(String name) {
        return outer == null ? new TimedTeam(team, seats, rank, rank.region(name, seats.size()), null) : this;
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
    @SuppressWarnings("ReferenceEquality") // What is not written again stays in every member's cache.
    public void region(Region of) {
        if (seats.isOpen()) {
            team.region(of); // refused there
            return;
        }
        if (body != of) {
            body = of;
        }
        run(wholeRegion);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // As above.
    public void forEach(Range over, Schedule by, Loop of) {
        if (seats.isOpen()) {
            team.forEach(over, by, of); // refused there
            return;
        }
        if (range != over || schedule != by || loop != of) {
            range = over;
            schedule = by;
            loop = of;
        }
        run(loopRegion);
    }

    private void run(Region part) {
        long start = seats.enterMembers(region);
        try {
            team.region(part);
            seats.leaveMembers(region, start);
        } finally {
            leave();
        }
    }

    private void leave() {
        seats.close();
        if (outer != null) {
            long own = region.busyOf(0);
            outer.innerCall(region.elapsed(), own, region.busy() - own);
            region.reset();
        }
    }

    private void region(Member me) {
        TimedMember member = members[me.thread()];
        member.begin(me);
        body.run(member);
        member.end();
    }

    private void loop(Member me) {
        TimedMember member = members[me.thread()];
        member.begin(me);
        me.share(range, schedule, loop);
        member.end();
    }

    @Override
    public <R> R reduce(Range over, R identity, Block<R> block, BinaryOperator<R> combine) {
        if (seats.isOpen()) {
            return team.reduce(over, identity, block, combine); // refused there
        }
        long start = seats.enter(region);
        try {
            R result = team.reduce(
                    over,
                    identity,
                    (from, to) -> {
                        TimedMember member = mine.get();
                        member.beginBlock();
                        R value = block.of(from, to);
                        member.endBlock();
                        return value;
                    },
                    combine);
            seats.leaveReduction(region, start);
            return result;
        } finally {
            leave();
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // As above.
    public double sum(Range over, DoubleBlock block) {
        if (seats.isOpen()) {
            return team.sum(over, block); // refused there
        }
        if (doubles != block) {
            doubles = block;
        }
        long start = seats.enter(region);
        try {
            double result = team.sum(over, doublesTimed);
            seats.leaveReduction(region, start);
            return result;
        } finally {
            leave();
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // As above.
    public long sumLong(Range over, LongBlock block) {
        if (seats.isOpen()) {
            return team.sumLong(over, block); // refused there
        }
        if (longs != block) {
            longs = block;
        }
        long start = seats.enter(region);
        try {
            long result = team.sumLong(over, longsTimed);
            seats.leaveReduction(region, start);
            return result;
        } finally {
            leave();
        }
    }

    private double block(long from, long to) {
        TimedMember member = mine.get();
        member.beginBlock();
        double value = doubles.of(from, to);
        member.endBlock();
        return value;
    }

    private long blockOfLongs(long from, long to) {
        TimedMember member = mine.get();
        member.beginBlock();
        long value = longs.of(from, to);
        member.endBlock();
        return value;
    }

    @Override
    public <R> R invoke(ForkJoinTask<R> task) {
        if (seats.isOpen()) {
            return team.invoke(task); // refused there
        }
        long start = seats.enter(region);
        try {
            R result = team.invoke(task);
            seats.leaveTask(region, start);
            return result;
        } finally {
            leave();
        }
    }

    @Override
    public void close() {
        team.close();
    }
}
