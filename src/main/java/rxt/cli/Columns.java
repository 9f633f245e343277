package rxt.cli;

import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** Plain-text columns of fixed widths whose cells wrap. */
final class Columns {
    private Columns() {}

    static TextTable of(int... widths) {
        Column[] columns = new Column[widths.length];
        for (int i = 0; i < widths.length; i++) {
            columns[i] = new Column(widths[i], 0, Overflow.WRAP);
        }
        return TextTable.forColumns(Help.defaultColorScheme(Help.Ansi.OFF), columns);
    }
}
