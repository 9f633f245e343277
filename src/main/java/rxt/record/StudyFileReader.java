package rxt.record;

import java.nio.file.Path;
import java.util.List;

/** Reads a study's results file and refuses one that is not whole ({@link Hdf5Reader}). */
public final class StudyFileReader {
    private StudyFileReader() {}

    /**
     * The whole file.
     *
     * @throws StudyFileException where it is missing, not HDF5, of another format, cut off or damaged
     */
    public static StudyFile read(Path path) {
        try (Hdf5Reader reader = Hdf5Reader.open(path, Schema.LAYOUT)) {
            List<String> texts = reader.texts();
            return new StudyFile(
                    new StudyFile.Header(texts.get(1), texts.get(2), texts.get(3), texts.get(4), texts.get(5)),
                    reader.table(Schema.CELLS),
                    reader.table(Schema.LAUNCHES),
                    reader.table(Schema.SAMPLES),
                    reader.table(RankSchema.RANKS),
                    reader.table(EnvironmentSchema.ENVIRONMENTS),
                    new Breakdown(
                            reader.table(RankSchema.CALLS),
                            reader.table(RankSchema.REGIONS),
                            reader.table(RankSchema.THREADS),
                            reader.table(RankSchema.JVM),
                            reader.table(NoteSchema.OBSERVATIONS),
                            reader.table(NoteSchema.SPANS)));
        }
    }
}
