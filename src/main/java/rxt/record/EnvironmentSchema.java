package rxt.record;

import static rxt.record.Column.Type.INT32;
import static rxt.record.Column.Type.INT64;
import static rxt.record.Column.Type.TEXT;

import java.util.List;

/** The group of {@link Schema} that says what launches ran on. */
final class EnvironmentSchema {
    static final Table<StudyFile, EnvironmentRow> ENVIRONMENTS = new Table<>(
            "environments",
            "the distinct environments that launches ran in",
            StudyFile::environments,
            List.of(
                    new Column<>("environment", INT32, "", "number of the row, from 0", EnvironmentRow::environment),
                    new Column<>("jvm", TEXT, "", "vendor and version of the JVM", EnvironmentRow::jvm),
                    new Column<>("jvm_flags", TEXT, "", "flags of rank 0's JVM", EnvironmentRow::jvmFlags),
                    new Column<>("collector", TEXT, "", "garbage collectors", EnvironmentRow::collector),
                    new Column<>("library", TEXT, "", "message-passing library and version", EnvironmentRow::library),
                    new Column<>("binding", TEXT, "", "how Java reaches that library", EnvironmentRow::binding),
                    new Column<>("cpu_model", TEXT, "", "processor", EnvironmentRow::cpuModel),
                    new Column<>("cores", INT32, "", "logical CPUs of the node", EnvironmentRow::cores),
                    new Column<>("memory_bytes", INT64, "byte", "memory of the node", EnvironmentRow::memoryBytes),
                    new Column<>("governor", TEXT, "", "frequency governor, or unknown", EnvironmentRow::governor),
                    new Column<>("kernel", TEXT, "", "operating system and kernel", EnvironmentRow::kernel),
                    new Column<>("rxt_version", TEXT, "", "version of RxT", EnvironmentRow::rxtVersion),
                    new Column<>(
                            "rxt_commit",
                            TEXT,
                            "",
                            "commit it was built from, with -dirty where the tree had changes",
                            EnvironmentRow::rxtCommit),
                    new Column<EnvironmentRow>(
                                    "program",
                                    TEXT,
                                    "",
                                    "of a program: its command line with placeholders, and SHA-256 of its files; otherwise empty",
                                    EnvironmentRow::program)
                            .since(4, ""),
                    new Column<EnvironmentRow>(
                                    "physical_cores",
                                    INT32,
                                    "",
                                    "cores of the node, fewer than cores where they have hardware threads; 0: unknown",
                                    EnvironmentRow::physicalCores)
                            .since(5, 0),
                    new Column<EnvironmentRow>(
                                    "variables",
                                    TEXT,
                                    "",
                                    "variables of the environment that tune libraries, as NAME=value in the order of names",
                                    EnvironmentRow::variables)
                            .since(6, "")),
            r -> new EnvironmentRow(
                    r.int32(), r.text(), r.text(), r.text(), r.text(), r.text(), r.text(), r.int32(), r.int64(),
                    r.text(), r.text(), r.text(), r.text(), r.text(), r.int32(), r.text()));

    private EnvironmentSchema() {}
}
