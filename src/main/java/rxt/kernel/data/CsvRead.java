package rxt.kernel.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Journal;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/**
 * Reads a file of comma-separated numbers some times over, by blocks of bytes and digits ({@code bytes}) or as programs
 * mostly do, by the JDK's lines, parts and numbers ({@code lines}). What is read again comes from the system's memory, and
 * the first time too, since the file has just been written: it is input that costs calls and copies, not a disk's time.
 *
 * <p>The bytes are dealt to the ranks, and a rank's to its team, in contiguous parts; a row is whose part it begins in. One
 * sum over the ranks ends each reading.
 *
 * <p>The answer: as many rows as were written, and a hash of all their numbers, known by formula.
 */
public class CsvRead implements Kernel {
    public static final KernelType TYPE = new KernelType(
            "csv-read",
            "data",
            "reads a file of comma-separated numbers some times over",
            "S4 I/O-bound",
            List.of(
                    Parameter.whole("rows", 100_000, 1, 10_000_000_000L, "rows; the lecture has 10 million"),
                    Parameter.whole("reads", 3, 1, 1_000, "times that a step reads the file"),
                    Parameter.choice("variant", "bytes", List.of("bytes", "lines"), "by hand, or by the JDK's")),
            WeakScaling.proportional("rows"),
            CsvRead::new);

    private final Communicator world;
    private final Team team;
    private final Journal journal;
    private final long rows;
    private final long reads;
    private final boolean byLines;
    private final CsvFile file;
    private final long first;
    private final Partition members;
    private final CsvReader[] readers;
    private final Team.Region reading = this::read;
    private final long expected;
    private long[] found = new long[2];
    private long wrongReads;

    CsvRead(Context context) {
        world = context.world();
        team = context.team();
        journal = context.journal();
        rows = context.params().longValue("rows");
        reads = context.params().longValue("reads");
        byLines = context.params().text("variant").equals("lines");
        try {
            file = CsvFile.create(world, rows);
        } catch (IOException e) {
            throw new UncheckedIOException("csv-read cannot write its file", e);
        }
        Partition ranks = new Partition(file.length(), world.size());
        first = ranks.from(world.rank());
        members = new Partition(ranks.lengthOf(world.rank()), team.size());
        readers = new CsvReader[team.size()];
        team.region(me -> readers[me.thread()] = new CsvReader());
        long known = team.sumLong(new Partition(rows, world.size()).rangeOf(world.rank()), CsvRead::known);
        expected = world.allreduce(known, ReduceOp.SUM);
    }

    private static long known(long from, long to) {
        long sum = 0;
        for (long row = from; row < to; row++) {
            sum += CsvRow.term(row);
        }
        return sum;
    }

    /** Every byte is copied from the system and looked at. */
    @Override
    public Work work() {
        return new Work(0, 2.0 * reads * file.length(), 2.0 * reads * (world.size() - 1));
    }

    @Override
    public void step() {
        for (long read = 0; read < reads; read++) {
            team.region(reading);
            long[] own = new long[2];
            for (CsvReader reader : readers) {
                own[0] += reader.rows();
                own[1] += reader.checksum();
            }
            found = world.allreduce(own, ReduceOp.SUM);
            wrongReads += found[0] == rows && found[1] == expected ? 0 : 1;
        }
    }

    private void read(Team.Member me) {
        CsvReader reader = readers[me.thread()];
        long begin = journal.nanos();
        reader.reset();
        long from = first + members.from(me.thread());
        long to = first + members.to(me.thread());
        if (from < to) {
            read(reader, from, to);
        }
        journal.span(me.thread(), "read", begin, journal.nanos());
    }

    /** Overridden by a mutant. */
    void read(CsvReader reader, long from, long to) {
        if (byLines) {
            reader.readLines(file.channel(), from, to);
        } else {
            reader.readBytes(file.channel(), from, to);
        }
    }

    @Override
    public Check verify() {
        return Check.exact("rows", rows, found[0])
                .and(Check.exact("hash of the rows", expected, found[1]))
                .and(Check.exact("readings that differ", 0, wrongReads))
                .withDigest(found[1]);
    }

    @Override
    public List<Observation> observations() {
        long bytes = 0;
        for (CsvReader reader : readers) {
            bytes += reader.bytesRead();
        }
        return List.of(
                new Observation("bytes of the file", "byte", file.length()),
                new Observation("bytes read", "byte", bytes));
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
