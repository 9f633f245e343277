package rxt.measure.core;

import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/** A reduction to which every member gives 1: one block for each. */
final class ReductionConstruct extends Construct {
    private final Range range;
    private final Team.LongBlock block = this::block;
    private long total;
    private long expected;

    ReductionConstruct(Team team, Delay delay) {
        super(team, delay);
        this.range = Range.of(0, team.size()).inBlocksOf(1);
    }

    private long block(long from, long to) {
        delay.run(0);
        return to - from;
    }

    @Override
    public void chunk(int count) {
        for (int i = 0; i < count; i++) {
            total += team.sumLong(range, block);
        }
        expected += (long) count * team.size();
    }

    @Override
    public long wrong() {
        return total == expected ? 0 : 1;
    }
}
