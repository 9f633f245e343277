package rxt.report;

import rxt.analysis.Analysis;

/** An analysis as comma-separated values: a line for each planned cell. */
public final class CsvReport {
    private CsvReport() {}

    /** The text; a value that is absent is empty. */
    public static String of(Analysis analysis) {
        return Csv.of(Rows.of(analysis));
    }
}
