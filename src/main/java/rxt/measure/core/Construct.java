package rxt.measure.core;

import rxt.spmd.team.Team;

/**
 * A construct of a team, filled with a delay, as EPCC's microbenchmarks measure it; the delays alone are the reference.
 */
abstract class Construct implements Operation {
    final Team team;
    final Delay delay;
    private float end;

    Construct(Team team, Delay delay) {
        this.team = team;
        this.delay = delay;
    }

    @Override
    public int multiple() {
        return team.size();
    }

    @Override
    public final void reference(int count) {
        for (int left = count; left > 0; left -= CHUNK) {
            end = delay.repeat(Math.min(CHUNK, left), end);
        }
    }

    @Override
    public void close() {
        team.close();
    }
}
