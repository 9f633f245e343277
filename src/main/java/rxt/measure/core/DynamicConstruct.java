package rxt.measure.core;

import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/** Loops of 128 iterations per thread, dealt one by one, in one region. One iteration of a thread. */
final class DynamicConstruct extends Construct {
    private static final int ITERATIONS_PER_THREAD = 128;
    private static final Schedule ONE_BY_ONE = Schedule.dynamic(1);

    private final Range range;
    private final Slots slots;
    private final Body[] bodies;
    private final Team.Region region = this::member;
    private int count;
    private long expected;

    DynamicConstruct(Team team, Delay delay) {
        super(team, delay);
        this.range = Range.of(0, (long) ITERATIONS_PER_THREAD * team.size());
        this.slots = new Slots(team.size());
        this.bodies = new Body[team.size()];
        for (int t = 0; t < bodies.length; t++) {
            bodies[t] = new Body(t);
        }
    }

    /** What one thread does for its indices. */
    private final class Body extends ThreadDelay implements Team.Loop {
        private final int thread;

        Body(int thread) {
            super(delay);
            this.thread = thread;
        }

        @Override
        public void run(long from, long to) {
            for (long i = from; i < to; i++) {
                delay();
            }
            slots.add(thread, to - from);
        }
    }

    @Override
    public int per() {
        return ITERATIONS_PER_THREAD;
    }

    @Override
    public void repeat(int repetitions) {
        count = repetitions;
        team.region(region);
        expected += (long) repetitions * range.length();
    }

    @Override
    public void chunk(int repetitions) {
        repeat(repetitions);
    }

    private void member(Team.Member me) {
        Body body = bodies[me.thread()];
        for (int i = 0; i < count; i++) {
            me.forEach(range, ONE_BY_ONE, body);
        }
    }

    @Override
    public long wrong() {
        return slots.sum() == expected ? 0 : 1;
    }
}
