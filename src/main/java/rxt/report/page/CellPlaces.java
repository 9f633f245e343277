package rxt.report.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where on the page each cell of the file is told of. */
final class CellPlaces {
    private final Map<Integer, Section> sections = new HashMap<>();
    private final Map<Integer, Shown> cells = new HashMap<>();

    CellPlaces(List<Section> all) {
        for (Section section : all) {
            for (Shown cell : section.cells()) {
                int number = cell.point().sample().number();
                sections.put(number, section);
                cells.put(number, cell);
            }
        }
    }

    /** The cell of that number in the file. */
    Shown of(int cell) {
        return cells.get(cell);
    }

    /** The problem that it belongs to. */
    Section section(int cell) {
        return sections.get(cell);
    }
}
