package rxt.measure.core;

import rxt.spmd.team.Team;

/** Critical sections in one region, the delay within; a counter that nothing else protects. */
final class CriticalConstruct extends Construct {
    private final Team.Region region = this::member;
    private final Runnable section = this::section;
    private float end;
    private long total;
    private int count;
    private long expected;

    CriticalConstruct(Team team, Delay delay) {
        super(team, delay);
    }

    private void section() {
        end = delay.run(end);
        total++;
    }

    @Override
    public void repeat(int repetitions) {
        count = repetitions / team.size();
        team.region(region);
        expected += (long) count * team.size();
    }

    @Override
    public void chunk(int repetitions) {
        repeat(repetitions);
    }

    private void member(Team.Member me) {
        for (int left = count; left > 0; left -= CHUNK) {
            sections(me, Math.min(CHUNK, left));
        }
    }

    private void sections(Team.Member me, int repetitions) {
        for (int i = 0; i < repetitions; i++) {
            me.critical(section);
        }
    }

    @Override
    public long wrong() {
        return total == expected ? 0 : 1;
    }
}
