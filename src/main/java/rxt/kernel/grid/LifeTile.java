package rxt.kernel.grid;

import java.util.List;

/**
 * A square of cells around one of Gosper's glider guns (1970), large enough for what it shoots.
 *
 * @param periods times 30 generations that it runs
 */
record LifeTile(int periods) {
    private static final int PERIOD = 30;
    private static final int GUN_CELLS = 36;
    private static final int GLIDER_CELLS = 5;
    private static final int MARGIN = 8;

    /** Nine rows of 36 cells, as everybody draws it. */
    private static final List<String> GUN = List.of(
            "........................O...........",
            "......................O.O...........",
            "............OO......OO............OO",
            "...........O...O....OO............OO",
            "OO........O.....O...OO..............",
            "OO........O...O.OO....O.O...........",
            "..........O.....O.......O...........",
            "...........O...O....................",
            "............OO......................");

    int generations() {
        return PERIOD * periods;
    }

    /** Rows and columns: those of the gun, and a cell for every four generations, which is how fast a glider flies. */
    int size() {
        return GUN.getFirst().length() + generations() / 4 + 2 * MARGIN;
    }

    /** Cells alive at the end. */
    int population() {
        return GUN_CELLS + GLIDER_CELLS * periods;
    }

    /** 1 where the gun has a living cell at first. */
    byte atFirst(int row, int column) {
        int i = row - MARGIN;
        int j = column - MARGIN;
        boolean gun = i >= 0 && i < GUN.size() && j >= 0 && j < GUN.getFirst().length();
        return (byte) (gun && GUN.get(i).charAt(j) == 'O' ? 1 : 0);
    }

    /** All cells at the end, row by row: Conway's rule in plain words. */
    byte[] afterAll() {
        int size = size();
        byte[] cells = new byte[size * size];
        for (int at = 0; at < cells.length; at++) {
            cells[at] = atFirst(at / size, at % size);
        }
        for (int generation = 0; generation < generations(); generation++) {
            byte[] next = new byte[cells.length];
            for (int at = 0; at < cells.length; at++) {
                int neighbours = neighbours(cells, at / size, at % size);
                next[at] = (byte) (neighbours == 3 || (neighbours == 2 && cells[at] == 1) ? 1 : 0);
            }
            cells = next;
        }
        return cells;
    }

    private int neighbours(byte[] cells, int row, int column) {
        int count = 0;
        for (int i = Math.max(0, row - 1); i <= Math.min(size() - 1, row + 1); i++) {
            for (int j = Math.max(0, column - 1); j <= Math.min(size() - 1, column + 1); j++) {
                count += i == row && j == column ? 0 : cells[i * size() + j];
            }
        }
        return count;
    }
}
