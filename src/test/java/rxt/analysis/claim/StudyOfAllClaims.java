package rxt.analysis.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import rxt.record.Breakdown;
import rxt.record.CellRow;
import rxt.record.LaunchRow;
import rxt.record.ObservationRow;
import rxt.record.SampleRow;
import rxt.record.SpanRow;
import rxt.record.StudyFile;

/** The cells of {@link ClaimStudies} in one file. */
public final class StudyOfAllClaims {
    private StudyOfAllClaims() {}

    /** One study in which every claim's figure is that; but C16, whose cells are those of C15. */
    public static StudyFile of(double figure) {
        List<StudyFile> parts = new TreeMap<>(ClaimStudies.BY_ID)
                .entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("C16"))
                        .map(entry -> entry.getValue().apply(figure))
                        .toList();
        List<CellRow> cells = new ArrayList<>();
        List<LaunchRow> launches = new ArrayList<>();
        List<SampleRow> samples = new ArrayList<>();
        List<ObservationRow> observations = new ArrayList<>();
        List<SpanRow> spans = new ArrayList<>();
        for (StudyFile part : parts) {
            int cell = cells.size();
            int launch = launches.size();
            part.cells()
                    .forEach(row -> cells.add(
                            new CellRow(cell + row.cell(), row.what(), row.status(), row.reason(), row.repeated())));
            part.launches()
                    .forEach(row ->
                            launches.add(row.numbered(launch + row.launch(), cell + row.cell(), row.environment())));
            part.samples().forEach(row -> samples.add(row.of(launch + row.launch())));
            part.breakdown().observations().forEach(row -> observations.add(row.of(launch + row.launch())));
            part.breakdown().spans().forEach(row -> spans.add(row.of(launch + row.launch())));
        }
        StudyFile first = parts.getFirst();
        return new StudyFile(
                first.header(),
                cells,
                launches,
                samples,
                List.of(),
                first.environments(),
                Breakdown.NONE.noting(observations, spans));
    }
}
