package rxt.kernel.messages;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/** Adds longs to longs, by a team where there are many. */
class TeamAdder {
    private static final long FEW = 4096;

    private final Team team;
    private final Team.Loop adding = (from, to) -> add(from, to);
    private MemorySegment sums = MemorySegment.NULL;
    private MemorySegment terms = MemorySegment.NULL;

    TeamAdder(Team team) {
        this.team = team;
    }

    /** Element by element; {@code sums} is at least as long. */
    final void add(MemorySegment sums, MemorySegment terms) {
        this.sums = sums;
        this.terms = terms;
        long count = terms.byteSize() / Long.BYTES;
        if (count <= FEW) {
            add(0, count);
        } else {
            team.forEach(Range.of(0, count), adding);
        }
    }

    /** Overridden by a mutant. */
    void add(long from, long to) {
        for (long i = from; i < to; i++) {
            long sum = sums.getAtIndex(ValueLayout.JAVA_LONG, i) + terms.getAtIndex(ValueLayout.JAVA_LONG, i);
            sums.setAtIndex(ValueLayout.JAVA_LONG, i, sum);
        }
    }
}
