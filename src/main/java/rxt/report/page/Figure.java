package rxt.report.page;

import java.util.Map;

/**
 * A figure: what ECharts shall draw, and the words that stand for it where it cannot be seen.
 *
 * @param name short, for files: {@code speed-up-ffm}
 * @param title above it
 * @param caption below it: what is drawn and how to read it
 * @param height in CSS pixels
 * @param leastWidth in CSS pixels, below which it is slid sideways; 0 where it fits any screen
 * @param option of ECharts; an object {@code {function: name}} stands for a function of {@code figures.js}
 */
record Figure(String name, String title, String caption, int height, int leastWidth, Map<String, Object> option) {
    /** One that fits any screen. */
    Figure(String name, String title, String caption, int height, Map<String, Object> option) {
        this(name, title, caption, height, 0, option);
    }

    /** The same drawing under another name. */
    Figure named(String otherName, String otherTitle) {
        return new Figure(otherName, otherTitle, caption, height, leastWidth, option);
    }
}
