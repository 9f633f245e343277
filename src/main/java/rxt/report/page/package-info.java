/**
 * The HTML page of a study and the files of its figures: one class for each figure and table.
 *
 * <p>May import {@code report}, {@code analysis} and {@code record}. A figure is an option of Apache ECharts, made here
 * as plain maps; the browser draws it, and {@link rxt.report.page.FigureFiles} draws the same one into files.
 */
package rxt.report.page;
