package rxt.record;

import java.util.List;

/**
 * All that a results file holds; a shard is such a file with one cell and one launch.
 *
 * @param header root attributes
 * @param cells every planned cell
 * @param launches every launch, failed attempts included
 * @param samples every step of every completed launch, grouped by launch, in order
 * @param ranks the end record of every rank of every completed launch
 * @param environments the distinct environments
 * @param breakdown where the time of the ranks of every completed launch went
 */
public record StudyFile(
        Header header,
        List<CellRow> cells,
        List<LaunchRow> launches,
        List<SampleRow> samples,
        List<RankRow> ranks,
        List<EnvironmentRow> environments,
        Breakdown breakdown) {

    /** Value of the root attribute {@code format}. */
    public static final String FORMAT = "rxt-study/6";

    /**
     * The root attributes beside {@code format}.
     *
     * @param study name of the study
     * @param created when the file was written, ISO 8601 in UTC
     * @param rxtVersion version of RxT that wrote it
     * @param commit commit it was built from
     * @param studyYaml the study file, whole
     */
    public record Header(String study, String created, String rxtVersion, String commit, String studyYaml) {}

    /** A file that does not say where the time of its ranks went. */
    public StudyFile(
            Header header,
            List<CellRow> cells,
            List<LaunchRow> launches,
            List<SampleRow> samples,
            List<RankRow> ranks,
            List<EnvironmentRow> environments) {
        this(header, cells, launches, samples, ranks, environments, Breakdown.NONE);
    }

    public StudyFile {
        cells = List.copyOf(cells);
        launches = List.copyOf(launches);
        samples = List.copyOf(samples);
        ranks = List.copyOf(ranks);
        environments = List.copyOf(environments);
    }
}
