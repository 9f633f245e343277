package rxt.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import rxt.record.Build;
import rxt.record.CellRow;
import rxt.record.LaunchRow;
import rxt.record.LaunchSpec;
import rxt.record.ShardName;
import rxt.record.SlurmJob;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;
import rxt.record.StudyFileWriter;

/** What a launch that has ended brought: its shard, or a record of its failure that becomes a shard of its own. */
final class Outcome {
    /** Of a launch that ended before it could tell. */
    private static final int NO_ENVIRONMENT = -1;

    private Outcome() {}

    /** What is now on record of the launch: one cell and one launch. */
    static StudyFile of(LaunchSpec spec, LaunchProcess.End end) throws IOException {
        Path shard = Path.of(spec.shard());
        if (Files.exists(shard)) {
            return StudyFileReader.read(shard);
        }
        Failure failure = Failure.diagnose(end, spec);
        CellRow cell = new CellRow(0, spec.cell(), failure.status(), failure.reason());
        StudyFile failed = new StudyFile(
                header(spec.key(), ""), List.of(cell), List.of(launch(spec, end)), List.of(), List.of(), List.of());
        StudyFileWriter.commit(
                failed, shard.resolveSibling(ShardName.of(spec).asFailed().fileName()));
        return failed;
    }

    private static LaunchRow launch(LaunchSpec spec, LaunchProcess.End end) {
        LaunchRow row = new LaunchRow(
                spec.launch(),
                0,
                spec.attempt(),
                end.started().toString(),
                end.wallSeconds(),
                Double.NaN,
                Double.NaN,
                false,
                "",
                "",
                "",
                "",
                end.exitCode() == 0 ? -1 : end.exitCode(), // mpjrun ends with 0 whatever happened
                false,
                false,
                NO_ENVIRONMENT);
        return row.in(SlurmJob.number());
    }

    /** Root attributes of a file written now by this build. */
    static StudyFile.Header header(String name, String yaml) {
        Build build = Build.current();
        return new StudyFile.Header(
                name, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), build.version(), build.commit(), yaml);
    }
}
