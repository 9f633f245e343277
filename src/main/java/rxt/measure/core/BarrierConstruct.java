package rxt.measure.core;

import rxt.spmd.team.Team;

/**
 * Barriers in one region. That nobody runs ahead is checked apart from what is timed, since it would cost as much as the
 * barrier: each member says which phase it is in, and none may be seen more than that one behind.
 */
final class BarrierConstruct extends Construct {
    private static final int PHASES = 100;

    private final Slots phases;
    private final Slots late;
    private final Team.Region region = this::member;
    private final Team.Region check = this::check;
    private int count;

    BarrierConstruct(Team team, Delay delay) {
        super(team, delay);
        this.phases = new Slots(team.size());
        this.late = new Slots(team.size());
    }

    @Override
    public void repeat(int repetitions) {
        count = repetitions;
        team.region(region);
    }

    @Override
    public void chunk(int repetitions) {
        repeat(repetitions);
    }

    private void member(Team.Member me) {
        float end = 0;
        for (int left = count; left > 0; left -= CHUNK) {
            end = barriers(me, Math.min(CHUNK, left), end);
        }
    }

    private float barriers(Team.Member me, int repetitions, float before) {
        float end = before;
        for (int i = 0; i < repetitions; i++) {
            end = delay.run(end);
            me.barrier();
        }
        return end;
    }

    private void check(Team.Member me) {
        for (int i = 0; i < PHASES; i++) {
            phases.add(me.thread(), 1);
            me.barrier();
            for (int t = 0; t < me.size(); t++) {
                late.add(me.thread(), phases.get(t) == phases.get(me.thread()) ? 0 : 1);
            }
            me.barrier();
        }
    }

    @Override
    public long wrong() {
        team.region(check);
        return late.sum();
    }
}
