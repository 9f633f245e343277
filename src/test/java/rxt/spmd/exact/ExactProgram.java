package rxt.spmd.exact;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import rxt.spmd.Communicator;
import rxt.spmd.Transport;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * An SPMD program that sums and multiplies the same ill-conditioned data at any split, from arrays and from segments.
 *
 * <p>Arguments: transport, number of ranks, threads per rank, and a folder, where each rank leaves its answers' bits in
 * {@code bits-<rank>} or its failure in {@code failure-<rank>}.
 */
public final class ExactProgram {
    /** Prime, so that no split divides it; longer than some runs of each part. */
    static final int COUNT = 30_011;

    private ExactProgram() {}

    /** All terms, the same in each process: pairs that cancel, far apart, and a few small ones that remain. */
    record Data(double[] x, double[] y) {
        static Data global() {
            Random random = new Random(17);
            double[] x = Numbers.random(random, COUNT, -40, 40);
            double[] y = Numbers.random(random, COUNT, -40, 40);
            for (int i = 0; i < COUNT / 2 - 3; i++) {
                x[COUNT - 1 - i] = -x[i];
                y[COUNT - 1 - i] = y[i];
            }
            for (int i = COUNT / 2 - 3; i < COUNT - (COUNT / 2 - 3); i++) {
                x[i] = Numbers.random(random, -80, -70);
            }
            return new Data(x, y);
        }

        /** The terms that a rank owns, in memory of its own that begins anywhere. */
        Data part(Partition partition, int rank) {
            int from = (int) partition.from(rank);
            int to = (int) partition.to(rank);
            double[] ownX = new double[to - from + rank];
            double[] ownY = new double[to - from + rank];
            System.arraycopy(x, from, ownX, rank, to - from);
            System.arraycopy(y, from, ownY, rank, to - from);
            return new Data(ownX, ownY);
        }
    }

    public static void main(String[] args) {
        // Under mpjrun the words before the program's own are the library's.
        String[] own = Arrays.copyOfRange(args, args.length - 4, args.length);
        Path folder = Path.of(own[3]);
        int threads = Integer.parseInt(own[2]);
        try {
            Transport.named(own[0]).run(args, Integer.parseInt(own[1]), (world, _) -> {
                try (Team team = Team.named("forkjoin", threads)) {
                    if (world.size() != Integer.parseInt(own[1])) {
                        throw new AssertionError(world.size() + " ranks instead of " + own[1]);
                    }
                    Files.writeString(folder.resolve("bits-" + world.rank()), answers(world, team));
                } catch (Throwable e) {
                    Files.writeString(folder.resolve("failure-" + world.rank()), trace(e));
                    throw e;
                }
            });
        } catch (Throwable e) {
            System.err.println(trace(e));
            Runtime.getRuntime().halt(1);
        }
    }

    /** Sum and dot product from arrays, then from segments, in hexadecimal. */
    static String answers(Communicator world, Team team) {
        Data part = Data.global().part(new Partition(COUNT, world.size()), world.rank());
        Range own = Range.of(world.rank(), part.x.length);
        ExactReduction exact = new ExactReduction(world, team);
        double sum = exact.sum(part.x, own);
        double dot = exact.dot(part.x, part.y, own);
        try (Arena arena = Arena.ofShared()) {
            MemorySegment x = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, part.x);
            MemorySegment y = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, part.y);
            return text(sum, dot) + " " + text(exact.sum(x, own), exact.dot(x, y, own));
        }
    }

    /** What every rank must answer, by decimal arithmetic. */
    static String expected() {
        Data all = Data.global();
        String once = text(
                Numbers.exactSum(all.x).doubleValue(),
                Numbers.exactDot(all.x, all.y).doubleValue());
        return once + " " + once;
    }

    private static String text(double sum, double dot) {
        return Double.toHexString(sum) + " " + Double.toHexString(dot);
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
