package rxt.record;

import static rxt.record.Column.Type.BOOL;
import static rxt.record.Column.Type.FLOAT64;
import static rxt.record.Column.Type.INT32;
import static rxt.record.Column.Type.INT64;
import static rxt.record.Column.Type.TEXT;

import java.util.List;
import rxt.record.VersusFile.Contest;
import rxt.record.VersusFile.TwinEnvironment;
import rxt.record.VersusFile.TwinLaunch;
import rxt.record.VersusFile.TwinMeasured;
import rxt.record.VersusFile.TwinSample;

/** The five groups of {@code rxt-versus/2}: the one place that names a column, for writer, reader and documentation. */
final class VersusSchema {
    static final Table<VersusFile, Contest> CONTESTS = new Table<>(
            "contests",
            "what is measured on both sides: the rows of the table",
            VersusFile::contests,
            List.of(
                    new Column<>("contest", INT32, "", "number of the row, from 0", Contest::contest),
                    new Column<>("name", TEXT, "", "what is measured, in words", Contest::name),
                    new Column<>(
                            "operation",
                            TEXT,
                            "",
                            "what is done, or the kernel",
                            r -> r.what().operation()),
                    new Column<>(
                            "message_bytes",
                            INT64,
                            "byte",
                            "length of a message, 0 where there is none",
                            r -> r.what().bytes()),
                    new Column<>(
                            "threads",
                            INT32,
                            "",
                            "threads of each rank",
                            r -> r.what().threads()),
                    new Column<>(
                            "buffer",
                            TEXT,
                            "",
                            "where Java keeps the message: off-heap, heap or none",
                            r -> r.what().buffer()),
                    new Column<>("suite", TEXT, "", "the contests that one launch measures together", Contest::suite),
                    new Column<>(
                            "transport",
                            TEXT,
                            "",
                            "RxT's transport, or its team where there is one rank",
                            Contest::transport),
                    new Column<>(
                            "library",
                            TEXT,
                            "",
                            "what the C twin is built with: openmpi, mpich or libgomp; ffm has it under it too",
                            Contest::library),
                    new Column<>("ranks", INT32, "", "number of ranks", Contest::ranks),
                    new Column<>(
                            "oversubscribed",
                            BOOL,
                            "",
                            "whether both sides had more threads than CPUs",
                            Contest::oversubscribed),
                    new Column<>("reason", TEXT, "", "why it was not launched, or empty", Contest::reason),
                    new Column<>(
                            "params",
                            TEXT,
                            "",
                            "parameters of a kernel as name=value, parted by blanks; else empty",
                            Contest::params)),
            r -> {
                int contest = r.int32();
                r.text(); // the name follows from what comes next
                CoreCase what = new CoreCase(r.text(), r.int64(), r.int32(), r.text());
                return new Contest(
                        contest, what, r.text(), r.text(), r.text(), r.int32(), r.bool(), r.text(), r.text());
            });

    static final Table<VersusFile, TwinLaunch> LAUNCHES = new Table<>(
            "launches",
            "every launch of either side, in the order in which they ran",
            VersusFile::launches,
            List.of(
                    new Column<>("launch", INT32, "", "number of the launch, from 0", TwinLaunch::launch),
                    new Column<>(
                            "round",
                            INT32,
                            "",
                            "its round, from 0: the two sides of a round ran one after the other",
                            TwinLaunch::round),
                    new Column<>("side", TEXT, "", "rxt or c", TwinLaunch::side),
                    new Column<>("suite", TEXT, "", "which contests it measured", TwinLaunch::suite),
                    new Column<>("transport", TEXT, "", "of its contests", TwinLaunch::transport),
                    new Column<>("library", TEXT, "", "of its contests", TwinLaunch::library),
                    new Column<>("started", TEXT, "", "when, ISO 8601 in UTC", TwinLaunch::started),
                    new Column<>(
                            "wall_seconds",
                            FLOAT64,
                            "s",
                            "from the start of the launcher to its end",
                            TwinLaunch::wallSeconds),
                    new Column<>("problem", TEXT, "", "why it has no samples, or empty", TwinLaunch::problem),
                    new Column<>("command", TEXT, "", "its command line", TwinLaunch::command),
                    new Column<>(
                            "environment",
                            INT32,
                            "",
                            "its row of environments, or -1 where it ended before it could tell",
                            TwinLaunch::environment)),
            r -> new TwinLaunch(
                    r.int32(),
                    r.int32(),
                    r.text(),
                    r.text(),
                    r.text(),
                    r.text(),
                    r.text(),
                    r.float64(),
                    r.text(),
                    r.text(),
                    r.int32()));

    static final Table<VersusFile, TwinMeasured> MEASURED = new Table<>(
            "measured",
            "what each launch tells of each of its contests, beside the samples",
            VersusFile::measured,
            List.of(
                    new Column<>("launch", INT32, "", "its launch", TwinMeasured::launch),
                    new Column<>("contest", INT32, "", "its contest", TwinMeasured::contest),
                    new Column<>("operations", INT64, "", "operations in each sample", TwinMeasured::operations),
                    new Column<>(
                            "warmup_operations",
                            INT64,
                            "",
                            "operations before the first sample",
                            TwinMeasured::warmupOperations),
                    new Column<>(
                            "jit_seconds",
                            FLOAT64,
                            "s",
                            "time of the compilers of all ranks' JVMs during the samples",
                            TwinMeasured::jitSeconds),
                    new Column<>(
                            "problem", TEXT, "", "what is wrong with the answer, or empty", TwinMeasured::problem)),
            r -> new TwinMeasured(r.int32(), r.int32(), r.int64(), r.int64(), r.float64(), r.text()));

    static final Table<VersusFile, TwinSample> SAMPLES = new Table<>(
            "samples",
            "every sample: the mean time of one operation in a batch of them",
            VersusFile::samples,
            List.of(
                    new Column<>("launch", INT32, "", "its launch", TwinSample::launch),
                    new Column<>("contest", INT32, "", "its contest", TwinSample::contest),
                    new Column<>(
                            "seconds",
                            FLOAT64,
                            "s",
                            "time of one operation on rank 0; bandwidth and message rate: of one message; ping-pong: half a round trip; kernel: of one step, the maximum over ranks",
                            TwinSample::seconds),
                    new Column<>(
                            "reference_seconds",
                            FLOAT64,
                            "s",
                            "the delays in it, measured without the construct just before; 0 for messages",
                            TwinSample::referenceSeconds)),
            r -> new TwinSample(r.int32(), r.int32(), r.float64(), r.float64()));

    static final Table<VersusFile, TwinEnvironment> ENVIRONMENTS = new Table<>(
            "environments",
            "the distinct environments of the launches",
            VersusFile::environments,
            List.of(
                    new Column<>("environment", INT32, "", "number of the row, from 0", TwinEnvironment::environment),
                    new Column<>(
                            "runtime",
                            TEXT,
                            "",
                            "vendor and version of the JVM, or the compiler",
                            TwinEnvironment::runtime),
                    new Column<>(
                            "flags", TEXT, "", "flags of rank 0's JVM, or of the compiler", TwinEnvironment::flags),
                    new Column<>(
                            "library",
                            TEXT,
                            "",
                            "message-passing or threading library and version",
                            TwinEnvironment::library),
                    new Column<>(
                            "binding", TEXT, "", "how Java reaches that library; C for C", TwinEnvironment::binding),
                    new Column<>("cpu_model", TEXT, "", "processor", TwinEnvironment::cpuModel),
                    new Column<>("cores", INT32, "", "logical CPUs of the node", TwinEnvironment::cores),
                    new Column<>("memory_bytes", INT64, "byte", "memory of the node", TwinEnvironment::memoryBytes),
                    new Column<>("governor", TEXT, "", "frequency governor, or unknown", TwinEnvironment::governor),
                    new Column<>("kernel", TEXT, "", "operating system and kernel", TwinEnvironment::kernel)),
            r -> new TwinEnvironment(
                    r.int32(), r.text(), r.text(), r.text(), r.text(), r.text(), r.int32(), r.int64(), r.text(),
                    r.text()));

    /** The whole file. */
    static final Layout<VersusFile> LAYOUT = new Layout<>(
            VersusFile.FORMAT,
            List.of(
                    new Layout.Text<>(
                            "format", "name and version of this schema, " + VersusFile.FORMAT, _ -> VersusFile.FORMAT),
                    new Layout.Text<>(
                            "created",
                            "when the file was written, ISO 8601 in UTC",
                            f -> f.header().created()),
                    new Layout.Text<>(
                            "rxt_version",
                            "version of RxT that wrote it",
                            f -> f.header().rxtVersion()),
                    new Layout.Text<>(
                            "commit",
                            "commit that version was built from",
                            f -> f.header().commit()),
                    new Layout.Text<>(
                            "seed",
                            "seed of the order of the launches",
                            f -> f.header().seed()),
                    new Layout.Text<>(
                            "rounds",
                            "launches of each side that were planned",
                            f -> f.header().rounds())),
            List.of(CONTESTS, LAUNCHES, MEASURED, SAMPLES, ENVIRONMENTS));

    private VersusSchema() {}
}
