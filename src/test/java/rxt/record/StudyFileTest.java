package rxt.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyFileTest {
    @TempDir
    private Path folder;

    private StudyFile through(StudyFile file) {
        Path path = folder.resolve("größe 测试 🚀 x.h5");
        StudyFileWriter.commit(file, path);
        return StudyFileReader.read(path);
    }

    private List<String> filesIn(Path where) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void everythingComesBack() {
        assertThat(through(Examples.full())).isEqualTo(Examples.full());
    }

    @Test
    void emptyGroupsComeBack() {
        assertThat(through(Examples.empty())).isEqualTo(Examples.empty());
    }

    @Test
    void manyRowsComeBack() {
        assertThat(through(Examples.large(70, 1_000))).isEqualTo(Examples.large(70, 1_000));
    }

    @Test
    void aStudyBeyondTheHeaderLimitOfHdf5ComesBack() {
        StudyFile.Header header = new StudyFile.Header("long", "", "", "", "# ü🚀\n".repeat(40_000));
        StudyFile file = new StudyFile(header, List.of(), List.of(), List.of(), List.of(), List.of());
        assertThat(through(file)).isEqualTo(file);
    }

    @Test
    void aZeroCharacterIsReplacedVisibly() {
        CellRow row = new CellRow(0, Examples.cell("pi", 1, 1), CellStatus.FAILED, "core\0dump\0");
        StudyFile file = new StudyFile(Examples.HEADER, List.of(row), List.of(), List.of(), List.of(), List.of());
        assertThat(through(file).cells().getFirst().reason()).isEqualTo("core\uFFFDdump\uFFFD");
    }

    @Test
    void commitMakesTheFolderReplacesTheFileAndLeavesNothingElse() throws IOException {
        Path path = folder.resolve("a/b/study.h5");
        StudyFileWriter.commit(Examples.empty(), path);
        StudyFileWriter.commit(Examples.full(), path);
        assertThat(StudyFileReader.read(path)).isEqualTo(Examples.full());
        assertThat(filesIn(path.getParent())).containsExactly("study.h5");
    }

    @Test
    void aRelativePathWithoutFolderIsTheWorkingDirectory() throws IOException {
        Path path = Path.of("StudyFileTest-" + ProcessHandle.current().pid() + ".h5");
        try {
            StudyFileWriter.commit(Examples.full(), path);
            assertThat(StudyFileReader.read(path)).isEqualTo(Examples.full());
        } finally {
            Files.deleteIfExists(path);
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsRefusedAndLeftAsItWas() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve("study.h5/full"));
        assertThatThrownBy(() -> StudyFileWriter.commit(Examples.full(), inTheWay.getParent()))
                .isInstanceOf(StudyFileException.class)
                .hasMessageStartingWith(folder.resolve("study.h5") + ": cannot be written: ")
                .hasMessageEndingWith("earlier results are untouched");
        assertThat(filesIn(folder)).containsExactly("study.h5");
        assertThat(inTheWay).isDirectory();
    }

    @Test
    void aFileWhereTheFolderShouldBeIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("outputs"), "text");
        assertThatThrownBy(() -> StudyFileWriter.commit(Examples.full(), file.resolve("study.h5")))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining("outputs")
                .hasMessageContaining("cannot be written");
        assertThat(file).hasContent("text");
    }
}
