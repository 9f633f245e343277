package rxt.kernel.dense;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.kernel.FirstTouch;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * The product by {@link OpenBlas}: in one call that spreads over threads of the library's own, or in one call by each
 * member of the team, on its rows of C.
 */
final class GemmLibrary implements GemmProduct {
    private final Team team;
    private final boolean everyMember;
    private final MemorySegment a;
    private final MemorySegment c;
    private final int rows;
    private final int n;
    private final Partition members;
    private final Team.Region multiplying = this::multiply;

    // What the members work on.
    private MemorySegment panel = MemorySegment.NULL;
    private int firstK;
    private int depth;

    /**
     * C, to be filled.
     *
     * @param arena who owns the memory
     * @param a this rank's rows of A, {@code n} columns each
     * @param libraryThreads the library's threads for each member's call; 0: one call with as many as the team has
     */
    GemmLibrary(Arena arena, Team team, MemorySegment a, int n, int libraryThreads) {
        this.team = team.as("multiply");
        this.a = a;
        this.n = n;
        everyMember = libraryThreads > 0;
        rows = (int) (a.byteSize() / Double.BYTES / n);
        members = new Partition(rows, team.size());
        c = FirstTouch.doubles(arena, (long) rows * n);
        team.forEach(
                Range.of(0, rows),
                (from, to) -> c.asSlice(from * n * Double.BYTES, (to - from) * n * Double.BYTES)
                        .fill((byte) 0));
        OpenBlas.use(everyMember ? libraryThreads : team.size(), team);
    }

    @Override
    public int rows() {
        return rows;
    }

    /** OpenBLAS cuts k by the shape of what each of its threads has. */
    @Override
    public boolean sameBits() {
        return false;
    }

    @Override
    public double element(int i, int j) {
        return c.getAtIndex(ValueLayout.JAVA_DOUBLE, (long) i * n + j);
    }

    @Override
    public void add(int k, int depth, MemorySegment panel) {
        this.panel = panel;
        this.depth = depth;
        firstK = k;
        if (everyMember) {
            team.region(multiplying);
        } else {
            multiply(0, rows);
        }
    }

    private void multiply(Team.Member me) {
        multiply(members.from(me.thread()), members.lengthOf(me.thread()));
    }

    private void multiply(long from, long count) {
        if (count > 0) {
            OpenBlas.multiply(
                    new OpenBlas.Matrix(a.address() + (from * n + firstK) * Double.BYTES, (int) count, depth, n),
                    new OpenBlas.Matrix(panel.address(), depth, n, n),
                    firstK == 0 ? 0 : 1,
                    new OpenBlas.Matrix(c.address() + from * n * Double.BYTES, (int) count, n, n));
        }
    }
}
