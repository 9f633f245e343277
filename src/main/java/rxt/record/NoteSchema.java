package rxt.record;

import static rxt.record.Column.Type.FLOAT64;
import static rxt.record.Column.Type.INT32;
import static rxt.record.Column.Type.TEXT;

import java.util.List;

/** The groups of {@link Schema} that hold what kernels noted. */
final class NoteSchema {
    /** Before it there are none. */
    private static final int SINCE = 5;

    static final Table<StudyFile, ObservationRow> OBSERVATIONS = new Table<>(
            "observations",
            "figures that ranks found beside the answer and the time, over all steps",
            file -> file.breakdown().observations(),
            List.of(
                    new Column<>("launch", INT32, "", "its launch", ObservationRow::launch),
                    new Column<>("rank", INT32, "", "its rank", ObservationRow::rank),
                    new Column<>("name", TEXT, "", "what was found, such as lost updates", ObservationRow::name),
                    new Column<>(
                            "unit", TEXT, "", "unit of the value, such as s; empty for a count", ObservationRow::unit),
                    new Column<>("value", FLOAT64, "", "the figure, or NaN", ObservationRow::value)),
            r -> new ObservationRow(r.int32(), r.int32(), r.text(), r.text(), r.float64()),
            SINCE);

    static final Table<StudyFile, SpanRow> SPANS = new Table<>(
            "spans",
            "what the workers of every rank did in the last step, the bars of a Gantt chart; at most 2000 of a rank",
            file -> file.breakdown().spans(),
            List.of(
                    new Column<>("launch", INT32, "", "its launch", SpanRow::launch),
                    new Column<>("rank", INT32, "", "its rank", SpanRow::rank),
                    new Column<>("worker", INT32, "", "thread, cook or stage of the rank, from 0", SpanRow::worker),
                    new Column<>("what", TEXT, "", "what it did, such as chop", SpanRow::what),
                    new Column<>(
                            "begin_seconds",
                            FLOAT64,
                            "s",
                            "since the rank began the step; ranks do not begin at the same moment",
                            SpanRow::beginSeconds),
                    new Column<>("end_seconds", FLOAT64, "s", "likewise", SpanRow::endSeconds)),
            r -> new SpanRow(r.int32(), r.int32(), r.int32(), r.text(), r.float64(), r.float64()),
            SINCE);

    private NoteSchema() {}
}
