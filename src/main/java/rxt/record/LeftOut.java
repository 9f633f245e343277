package rxt.record;

import java.util.List;

/**
 * The cells of a study that no run was asked for: {@code --only} or {@code --part} left them to others.
 *
 * @param cells how many
 * @param reasons such as {@code left out by --only}, each once
 */
public record LeftOut(int cells, List<String> reasons) {
    /** How the reason of such a cell begins; the option follows. */
    public static final String BY = "left out by --";

    public LeftOut {
        reasons = List.copyOf(reasons);
    }

    /** Those among these rows. */
    public static LeftOut of(List<CellRow> rows) {
        List<String> reasons =
                rows.stream().filter(LeftOut::has).map(CellRow::reason).toList();
        return new LeftOut(reasons.size(), reasons.stream().distinct().toList());
    }

    /** Whether the cell is one of them. */
    public static boolean has(CellRow row) {
        return row.status() == CellStatus.SKIPPED && row.reason().startsWith(BY);
    }

    /** Such as {@code 104 other cells of the study left out by --only}; "" where there are none. */
    public String text() {
        return cells == 0
                ? ""
                : cells + " other " + (cells == 1 ? "cell" : "cells") + " of the study " + String.join(" or ", reasons);
    }

    /** Whether there are any. */
    public boolean isAny() {
        return cells > 0;
    }
}
