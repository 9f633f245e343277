package rxt.report.page;

import java.nio.file.Path;
import rxt.record.StudyFile;
import rxt.record.StudyFileWriter;

/**
 * Writes a results file of 1,664 cells, about 10,000 launches and 1,000,000 samples, as one who times {@code analyze} and
 * {@code report} needs: {@code java -cp … rxt.report.page.LargeStudyProgram FILE}.
 */
public final class LargeStudyProgram {
    private static final int KERNELS = 26;
    private static final int LAUNCHES = 6;
    private static final int STEPS = 100;

    private LargeStudyProgram() {}

    public static void main(String[] arguments) {
        write(Path.of(arguments[0]));
    }

    /** Writes it and answers what is in it. */
    public static StudyFile write(Path file) {
        StudyFile study = PageStudy.large(KERNELS, LAUNCHES, STEPS);
        StudyFileWriter.commit(study, file);
        return study;
    }
}
