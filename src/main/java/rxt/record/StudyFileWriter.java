package rxt.record;

import java.nio.file.Path;

/** Writes a study's results file so that it is there whole or not at all ({@link Hdf5Writer}). */
public final class StudyFileWriter {
    private StudyFileWriter() {}

    /**
     * Puts {@code file} at {@code path}, replacing what is there; makes the folder where it is missing.
     *
     * @throws StudyFileException where it cannot be written, as on a full disk, or reads back differently; then what was
     *     at {@code path} is untouched and nothing is left beside it
     */
    public static void commit(StudyFile file, Path path) {
        Hdf5Writer.commit(Schema.LAYOUT, file, path);
    }
}
