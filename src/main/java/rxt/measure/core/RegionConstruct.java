package rxt.measure.core;

import rxt.spmd.team.Team;

/** A region: every member waits once and counts it. */
final class RegionConstruct extends Construct {
    private final Slots slots;
    private final Team.Region region = this::member;
    private long regions;

    RegionConstruct(Team team, Delay delay) {
        super(team, delay);
        this.slots = new Slots(team.size());
    }

    private void member(Team.Member me) {
        delay.run(0);
        slots.add(me.thread(), 1);
    }

    @Override
    public void chunk(int count) {
        for (int i = 0; i < count; i++) {
            team.region(region);
        }
        regions += count;
    }

    @Override
    public long wrong() {
        long wrong = 0;
        for (int t = 0; t < team.size(); t++) {
            wrong += slots.get(t) == regions ? 0 : 1;
        }
        return wrong;
    }
}
