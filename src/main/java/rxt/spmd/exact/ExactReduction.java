package rxt.spmd.exact;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * {@link ExactSum} over all ranks and threads: the same bits on every rank, however the terms are split.
 *
 * <p>Each member of the team has a part of its own; the rank merges its parts, and one allreduce of integers, exact on
 * every transport, merges the ranks (at most 2³⁰). {@link #sum} and {@link #dot} fill the parts from arrays or segments;
 * a loop that makes its terms itself adds them to {@link #part} and ends with {@link #result}. A call is collective, by
 * one thread of each rank, which must not be in a region of the team then. Buffers are kept from call to call; nothing is
 * allocated here.
 */
public final class ExactReduction {
    private final Communicator world;
    private final Team team;
    private final ExactSum[] parts;
    private final MemorySegment own;
    private final MemorySegment all;
    private final Team.Region summing = this::sumPart;

    private double[] xArray;
    private double[] yArray;
    private MemorySegment xSegment;
    private MemorySegment ySegment;
    private Range range;

    public ExactReduction(Communicator world, Team team) {
        this.world = world;
        this.team = team;
        this.parts = new ExactSum[team.size()];
        for (int member = 0; member < parts.length; member++) {
            parts[member] = new ExactSum();
        }
        Arena buffers = Arena.ofAuto();
        own = buffers.allocate(ValueLayout.JAVA_LONG, Limbs.WORDS);
        all = buffers.allocate(ValueLayout.JAVA_LONG, Limbs.WORDS);
    }

    /**
     * Sum of all ranks' elements.
     *
     * @param own indices of {@code values} that are this rank's, none on some ranks
     */
    public double sum(double[] values, Range own) {
        Bounds.check(own.from(), own.to(), values.length);
        xArray = values;
        return run(own);
    }

    /** As {@link #sum(double[], Range)}, for a segment of doubles in native order. */
    public double sum(MemorySegment values, Range own) {
        Bounds.check(own.from(), own.to(), values.byteSize() / Double.BYTES);
        xSegment = values;
        return run(own);
    }

    /**
     * Sum of all ranks' products x[i]·y[i].
     *
     * @param own indices of {@code x} and {@code y} that are this rank's, none on some ranks
     */
    public double dot(double[] x, double[] y, Range own) {
        Bounds.check(own.from(), own.to(), Math.min(x.length, y.length));
        xArray = x;
        yArray = y;
        return run(own);
    }

    /** As {@link #dot(double[], double[], Range)}, for segments of doubles in native order. */
    public double dot(MemorySegment x, MemorySegment y, Range own) {
        Bounds.check(own.from(), own.to(), Math.min(x.byteSize(), y.byteSize()) / Double.BYTES);
        xSegment = x;
        ySegment = y;
        return run(own);
    }

    /** The part of a member of the team, 0 ≤ member &lt; team's size; empty after every {@link #result}. */
    public ExactSum part(int member) {
        return parts[member];
    }

    /** The sum of all parts of all ranks; empties the parts. Collective. */
    public double result() {
        ExactSum total = parts[0];
        for (int member = 1; member < parts.length; member++) {
            total.merge(parts[member]);
            parts[member].clear();
        }
        if (world.size() > 1) {
            total.limbs().store(own);
            world.allreduce(own, all, ElementType.LONG, ReduceOp.SUM);
            total.limbs().load(all);
        }
        double sum = total.round();
        total.clear();
        return sum;
    }

    private double run(Range over) {
        range = over;
        try {
            team.region(summing);
        } catch (Throwable e) {
            for (ExactSum part : parts) {
                part.clear();
            }
            throw e;
        } finally {
            xArray = null;
            yArray = null;
            xSegment = null;
            ySegment = null;
        }
        return result();
    }

    private void sumPart(Team.Member me) {
        long from = start(me.thread());
        long to = start(me.thread() + 1);
        ExactSum part = parts[me.thread()];
        if (yArray != null) {
            part.addProducts(xArray, yArray, (int) from, (int) to);
        } else if (xArray != null) {
            part.add(xArray, (int) from, (int) to);
        } else if (ySegment != null) {
            part.addProducts(xSegment, ySegment, from, to);
        } else {
            part.add(xSegment, from, to);
        }
    }

    private long start(int member) {
        long length = range.length();
        return range.from() + length / parts.length * member + Math.min(length % parts.length, member);
    }
}
