package rxt.record;

import static rxt.record.Column.Type.FLOAT64;
import static rxt.record.Column.Type.INT32;
import static rxt.record.Column.Type.INT64;
import static rxt.record.Column.Type.TEXT;

import java.util.List;

/** The groups of {@link Schema} that say what ranks did and where their time went. */
final class RankSchema {
    /** Before it there are no groups but {@code ranks}. */
    private static final int SINCE = 3;

    static final Table<StudyFile, RankRow> RANKS = new Table<>(
            "ranks",
            "the end record of every rank of every complete launch",
            StudyFile::ranks,
            List.of(
                    new Column<>("launch", INT32, "", "its launch", RankRow::launch),
                    new Column<>("rank", INT32, "", "its number, from 0", RankRow::rank),
                    new Column<>("node", TEXT, "", "host name", RankRow::node),
                    new Column<>("pid", INT64, "", "process; equal for ranks that share a JVM", RankRow::pid),
                    new Column<>(
                            "cpus_allowed",
                            TEXT,
                            "",
                            "its affinity mask as a list such as 0-1,4",
                            RankRow::cpusAllowed),
                    new Column<RankRow>(
                                    "thread_cpus",
                                    TEXT,
                                    "",
                                    "affinity masks of its threads, from thread 0, separated by ;, empty where one cannot be told",
                                    RankRow::threadCpus)
                            .since(2, ""),
                    new Column<RankRow>(
                                    "elapsed_seconds",
                                    FLOAT64,
                                    "s",
                                    "its own time of the warm steps, summed",
                                    RankRow::elapsedSeconds)
                            .since(3, Double.NaN),
                    new Column<>(
                            "comm_seconds",
                            FLOAT64,
                            "s",
                            "time its main thread spent in message passing during the warm steps",
                            RankRow::commSeconds),
                    new Column<>(
                            "useful_seconds",
                            FLOAT64,
                            "s",
                            "time its threads spent computing during the warm steps, summed over threads",
                            RankRow::usefulSeconds),
                    new Column<>(
                            "gc_seconds",
                            FLOAT64,
                            "s",
                            "time of the collector in its process during the warm steps",
                            RankRow::gcSeconds),
                    new Column<>(
                            "jit_seconds",
                            FLOAT64,
                            "s",
                            "time of the compiler in its process during the warm steps",
                            RankRow::jitSeconds),
                    new Column<>(
                            "peak_rss_bytes",
                            INT64,
                            "byte",
                            "largest resident memory of its process",
                            RankRow::peakRssBytes),
                    new Column<RankRow>(
                                    "timer_overhead_seconds",
                                    FLOAT64,
                                    "s",
                                    "cost of reading the clock of the steps at both ends",
                                    r -> r.timer().overheadSeconds())
                            .since(3, Double.NaN),
                    new Column<RankRow>(
                                    "timer_resolution_seconds",
                                    FLOAT64,
                                    "s",
                                    "smallest difference above 0 of two readings of that clock",
                                    r -> r.timer().resolutionSeconds())
                            .since(3, Double.NaN),
                    new Column<RankRow>(
                                    "counter",
                                    TEXT,
                                    "",
                                    "what times calls and regions: tsc or nanoTime, scaled to the clock of the steps",
                                    r -> r.timer().counter())
                            .since(3, "")),
            r -> new RankRow(
                    r.int32(),
                    r.int32(),
                    r.text(),
                    r.int64(),
                    r.text(),
                    r.text(),
                    r.float64(),
                    r.float64(),
                    r.float64(),
                    r.float64(),
                    r.float64(),
                    r.int64(),
                    new RankRow.Timer(r.float64(), r.float64(), r.text())));

    static final Table<StudyFile, CallRow> CALLS = new Table<>(
            "calls",
            "message passing of every rank during the warm steps, by name of the call and region",
            file -> file.breakdown().calls(),
            List.of(
                    new Column<>("launch", INT32, "", "its launch", CallRow::launch),
                    new Column<>("rank", INT32, "", "its rank", CallRow::rank),
                    new Column<>(
                            "region",
                            TEXT,
                            "",
                            "the team's region in which it was called, empty outside",
                            CallRow::region),
                    new Column<>("call", TEXT, "", "name of the call, such as allreduce", CallRow::call),
                    new Column<>("count", INT64, "", "calls of the main thread", CallRow::count),
                    new Column<>("seconds", FLOAT64, "s", "elapsed time of the main thread in them", CallRow::seconds),
                    new Column<>("others_count", INT64, "", "calls of the rank's other threads", CallRow::othersCount),
                    new Column<>(
                            "others_seconds",
                            FLOAT64,
                            "s",
                            "elapsed time of the other threads in them, summed",
                            CallRow::othersSeconds)),
            r -> new CallRow(r.int32(), r.int32(), r.text(), r.text(), r.int64(), r.float64(), r.int64(), r.float64()),
            SINCE);

    static final Table<StudyFile, RegionRow> REGIONS = new Table<>(
            "regions",
            "what every rank's team did during the warm steps, by name of the region",
            file -> file.breakdown().regions(),
            List.of(
                    new Column<>("launch", INT32, "", "its launch", RegionRow::launch),
                    new Column<>("rank", INT32, "", "its rank", RegionRow::rank),
                    new Column<>(
                            "region",
                            TEXT,
                            "",
                            "name of the region; the kernel's own where the work has no other",
                            RegionRow::region),
                    new Column<>("count", INT64, "", "calls of the team", RegionRow::count),
                    new Column<>(
                            "elapsed_seconds",
                            FLOAT64,
                            "s",
                            "elapsed time of the main thread in them, message passing left out",
                            RegionRow::elapsedSeconds),
                    new Column<>(
                            "longest_seconds",
                            FLOAT64,
                            "s",
                            "computing of the thread that computed longest in each call, summed over calls",
                            RegionRow::longestSeconds),
                    new Column<>("busy_seconds", FLOAT64, "s", "computing of all threads", RegionRow::busySeconds)),
            r -> new RegionRow(r.int32(), r.int32(), r.text(), r.int64(), r.float64(), r.float64(), r.float64()),
            SINCE);

    static final Table<StudyFile, ThreadRow> THREADS = new Table<>(
            "threads",
            "what every thread computed in every region during the warm steps",
            file -> file.breakdown().threads(),
            List.of(
                    new Column<>("launch", INT32, "", "its launch", ThreadRow::launch),
                    new Column<>("rank", INT32, "", "its rank", ThreadRow::rank),
                    new Column<>("region", TEXT, "", "name of the region", ThreadRow::region),
                    new Column<>("thread", INT32, "", "its number in the team, from 0", ThreadRow::thread),
                    new Column<>(
                            "busy_seconds",
                            FLOAT64,
                            "s",
                            "its computing, with that of teams of its own",
                            ThreadRow::busySeconds)),
            r -> new ThreadRow(r.int32(), r.int32(), r.text(), r.int32(), r.float64()),
            SINCE);

    static final Table<StudyFile, JvmRow> JVM = new Table<>(
            "jvm",
            "collector and compiler beside every step of every rank, only where one of them took time",
            file -> file.breakdown().jvm(),
            List.of(
                    new Column<>("launch", INT32, "", "its launch", JvmRow::launch),
                    new Column<>("step", INT32, "", "number of the step, as in samples", JvmRow::step),
                    new Column<>("rank", INT32, "", "its rank", JvmRow::rank),
                    new Column<>(
                            "gc_seconds",
                            FLOAT64,
                            "s",
                            "time of the collector in its process, from the end of the step before to the end of this one",
                            JvmRow::gcSeconds),
                    new Column<>(
                            "jit_seconds",
                            FLOAT64,
                            "s",
                            "time of the compiler in its process, in the same time",
                            JvmRow::jitSeconds)),
            r -> new JvmRow(r.int32(), r.int32(), r.int32(), r.float64(), r.float64()),
            SINCE);

    private RankSchema() {}
}
