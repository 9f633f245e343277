package rxt.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyFileTest {
    @TempDir
    private Path folder;

    private StudyFile through(StudyFile file) {
        Path path = folder.resolve("größe 🚀 x.h5");
        StudyFileWriter.commit(file, path);
        return StudyFileReader.read(path);
    }

    @Test
    void everythingComesBack() {
        assertThat(through(Examples.full())).isEqualTo(Examples.full());
    }

    @Test
    void emptyGroupsComeBack() {
        assertThat(through(Examples.empty())).isEqualTo(Examples.empty());
    }
}
