package rxt.record;

import static rxt.record.Column.Type.BOOL;
import static rxt.record.Column.Type.FLOAT64;
import static rxt.record.Column.Type.INT32;
import static rxt.record.Column.Type.TEXT;

import java.util.Arrays;
import java.util.List;

/** The groups of {@code rxt-study/6}: the one place that names a column, for writer, reader and documentation. */
final class Schema {
    static final Table<StudyFile, CellRow> CELLS = new Table<>(
            "cells",
            "every planned cell: a kernel, or a program in place of one, with its parameters at one split",
            StudyFile::cells,
            List.of(
                    new Column<>("cell", INT32, "", "number of the cell, from 0", CellRow::cell),
                    new Column<>(
                            "kernel",
                            TEXT,
                            "",
                            "name of the kernel; of a program, what it is the same as, or its own name",
                            r -> r.what().kernel()),
                    new Column<>(
                            "params",
                            TEXT,
                            "",
                            "the kernel's parameters, a flat JSON object",
                            r -> ParamsJson.write(r.what().params())),
                    new Column<CellRow>(
                                    "nodes",
                                    INT32,
                                    "",
                                    "number of nodes, with equally many ranks on each",
                                    r -> r.what().nodes())
                            .since(4, 1),
                    new Column<>(
                            "ranks", INT32, "", "number of ranks", r -> r.what().ranks()),
                    new Column<>(
                            "threads",
                            INT32,
                            "",
                            "threads of each rank",
                            r -> r.what().threads()),
                    new Column<>(
                            "transport",
                            TEXT,
                            "",
                            "local, mpj, openmpi or ffm; of a program, its name",
                            r -> r.what().transport()),
                    new Column<>(
                            "team",
                            TEXT,
                            "",
                            "how the threads of a rank are run: forkjoin, spin or virtual; own: by a program itself",
                            r -> r.what().team()),
                    new Column<CellRow>(
                                    "pinning",
                                    TEXT,
                                    "",
                                    "which CPUs of its rank's mask each thread is bound to: none, compact or scatter",
                                    r -> r.what().pinning())
                            .since(2, "none"),
                    new Column<>(
                            "scaling",
                            TEXT,
                            "",
                            "strong, or weak: params have grown already",
                            r -> r.what().scaling()),
                    new Column<>(
                            "status",
                            TEXT,
                            "",
                            "measured, failed, invalid, skipped, hung or interrupted",
                            r -> r.status().word()),
                    new Column<>("reason", TEXT, "", "why it is not measured, or empty", CellRow::reason),
                    new Column<CellRow>(
                                    "target_width",
                                    FLOAT64,
                                    "",
                                    "width of the interval of the median that was asked for, as a part of the median; or NaN",
                                    r -> r.repeated().targetWidth())
                            .since(3, Double.NaN),
                    new Column<CellRow>(
                                    "repetition_end",
                                    TEXT,
                                    "",
                                    "why no further launch was made: narrow, launch-cap, time-cap, unsettled, or empty",
                                    r -> r.repeated().end().word())
                            .since(3, ""),
                    new Column<CellRow>(
                                    "drift_launches",
                                    INT32,
                                    "",
                                    "how many of its complete launches, the last ones, repeat it at the end of the study and count for drift only; those that an ordinary launch of any cell started after count nowhere",
                                    r -> r.repeated().driftLaunches())
                            .since(3, 0)),
            r -> new CellRow(
                    r.int32(),
                    new Cell(
                            r.text(),
                            ParamsJson.parse(r.text()),
                            r.int32(),
                            r.int32(),
                            r.int32(),
                            r.text(),
                            r.text(),
                            r.text(),
                            r.text()),
                    CellStatus.of(r.text()),
                    r.text(),
                    new Repeated(r.float64(), Repeated.End.of(r.text()), r.int32())));

    static final Table<StudyFile, LaunchRow> LAUNCHES = new Table<>(
            "launches",
            "every launch, failed attempts included; ordered by cell, repetition and attempt",
            StudyFile::launches,
            List.of(
                    new Column<>("launch", INT32, "", "number of the launch, from 0", LaunchRow::launch),
                    new Column<>("cell", INT32, "", "its cell", LaunchRow::cell),
                    new Column<>("attempt", INT32, "", "how often it had been tried before", LaunchRow::attempt),
                    new Column<>("started", TEXT, "", "when, ISO 8601 in UTC", LaunchRow::started),
                    new Column<>(
                            "wall_seconds",
                            FLOAT64,
                            "s",
                            "from the start of rank 0's process (of the launcher where it failed) to the commit",
                            LaunchRow::wallSeconds),
                    new Column<>(
                            "cold_seconds",
                            FLOAT64,
                            "s",
                            "from the start of the process to the first step, the slowest rank's",
                            LaunchRow::coldSeconds),
                    new Column<>(
                            "first_step_seconds",
                            FLOAT64,
                            "s",
                            "the first step, warm-up or not, the slowest rank's",
                            LaunchRow::firstStepSeconds),
                    new Column<>("valid", BOOL, "", "whether the answer is right", LaunchRow::valid),
                    new Column<>("check_name", TEXT, "", "what was compared", LaunchRow::checkName),
                    new Column<>("check_expected", TEXT, "", "the known answer", LaunchRow::checkExpected),
                    new Column<>("check_actual", TEXT, "", "what was computed", LaunchRow::checkActual),
                    new Column<>("digest", TEXT, "", "hash of the whole answer, or empty", LaunchRow::digest),
                    new Column<>(
                            "exit_code",
                            INT32,
                            "",
                            "0 where every rank wrote its end record, otherwise the launcher's; -1 where it was ended or ended with 0 without a result",
                            LaunchRow::exitCode),
                    new Column<>(
                            "oversubscribed",
                            BOOL,
                            "",
                            "whether a rank had fewer CPUs in its affinity mask than threads, or ranks shared CPUs",
                            LaunchRow::oversubscribed),
                    new Column<>(
                            "shared_jvm", BOOL, "", "whether the ranks were threads of one JVM", LaunchRow::sharedJvm),
                    new Column<>(
                            "environment",
                            INT32,
                            "",
                            "its row of environments, or -1 where it ended before it could tell",
                            LaunchRow::environment),
                    new Column<LaunchRow>(
                                    "flops",
                                    FLOAT64,
                                    "",
                                    "floating-point operations of a step over all ranks, by the kernel's formula; NaN where it did not complete",
                                    r -> r.work().flops())
                            .since(3, Double.NaN),
                    new Column<LaunchRow>(
                                    "traffic_bytes",
                                    FLOAT64,
                                    "byte",
                                    "bytes that a step moves to and from memory over all ranks, by the kernel's formula",
                                    r -> r.work().bytes())
                            .since(3, Double.NaN),
                    new Column<LaunchRow>(
                                    "messages",
                                    FLOAT64,
                                    "",
                                    "messages of a step between ranks, by the kernel's formula",
                                    r -> r.work().messages())
                            .since(3, Double.NaN),
                    new Column<LaunchRow>(
                                    "empty_seconds",
                                    FLOAT64,
                                    "s",
                                    "of a program that prints no times: median time of empty launches, taken off that of its launch; otherwise NaN",
                                    LaunchRow::emptySeconds)
                            .since(4, Double.NaN),
                    new Column<LaunchRow>(
                                    "slurm_job",
                                    TEXT,
                                    "",
                                    "number of the Slurm job that it ran in, empty outside",
                                    LaunchRow::slurmJob)
                            .since(5, "")),
            r -> new LaunchRow(
                    r.int32(),
                    r.int32(),
                    r.int32(),
                    r.text(),
                    r.float64(),
                    r.float64(),
                    r.float64(),
                    r.bool(),
                    r.text(),
                    r.text(),
                    r.text(),
                    r.text(),
                    r.int32(),
                    r.bool(),
                    r.bool(),
                    r.int32(),
                    new StepWork(r.float64(), r.float64(), r.float64()),
                    r.float64(),
                    r.text()));

    static final Table<StudyFile, SampleRow> SAMPLES = new Table<>(
            "samples",
            "every step of every complete launch, grouped by launch, in order",
            StudyFile::samples,
            List.of(
                    new Column<>("launch", INT32, "", "its launch", SampleRow::launch),
                    new Column<>("step", INT32, "", "number of the step, from 0, warm-up included", SampleRow::step),
                    new Column<>("seconds", FLOAT64, "s", "elapsed time, the maximum over ranks", SampleRow::seconds),
                    new Column<>(
                            "warm",
                            BOOL,
                            "",
                            "whether it came after the study's warm-up; of these, those before the steady state do not count",
                            SampleRow::warm)),
            r -> new SampleRow(r.int32(), r.int32(), r.float64(), r.bool()));

    /** All groups, in the order of the documentation. */
    static final List<Table<StudyFile, ?>> TABLES = List.of(
            CELLS,
            LAUNCHES,
            SAMPLES,
            RankSchema.RANKS,
            EnvironmentSchema.ENVIRONMENTS,
            RankSchema.CALLS,
            RankSchema.REGIONS,
            RankSchema.THREADS,
            RankSchema.JVM,
            NoteSchema.OBSERVATIONS,
            NoteSchema.SPANS);

    /** The whole file. */
    static final Layout<StudyFile> LAYOUT = new Layout<>(
            StudyFile.FORMAT,
            Arrays.stream(RootAttribute.values())
                    .map(a -> new Layout.Text<StudyFile>(a.word(), a.description, file -> a.of(file.header())))
                    .toList(),
            TABLES);

    private Schema() {}
}
