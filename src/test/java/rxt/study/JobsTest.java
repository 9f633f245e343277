package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Catalogue;
import rxt.kernel.KernelType;

/** The study files that come with the project: each can be read, and those of all kernels leave none out. */
class JobsTest {
    private static final Path JOBS = Path.of("jobs");
    private static final Set<String> LECTURES = Set.of("messages", "sync", "tasks", "data");
    private static final Set<String> NUMERICS =
            Set.of("compute", "dense", "memory", "grid", "sparse", "spectral", "sort", "order");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(JOBS)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void everyStudyIsRead(Path file) {
        for (int cpus : new int[] {1, 2, 61, 64, 256}) {
            assertThat(StudyReader.read(file, List.of(), cpus).kernels()).isNotEmpty();
        }
    }

    @Test
    void numericsHasEveryNumericalKernel() {
        assertThat(kernels("numerics.yaml")).containsExactlyInAnyOrderElementsOf(kernelsOf(NUMERICS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lectures.yaml", "lectures-quick.yaml"})
    void theLecturesHaveEveryKernelOfTheirFamilies(String file) {
        assertThat(kernels(file)).containsAll(kernelsOf(LECTURES));
    }

    /** A new family must be of one of the two, or its kernels run nowhere. */
    @Test
    void everyFamilyIsOfTheNumericsOrOfTheLectures() {
        assertThat(Catalogue.types())
                .extracting(KernelType::family)
                .filteredOn(family -> !family.equals("test")) // of the tests' own provider
                .allMatch(family -> NUMERICS.contains(family) != LECTURES.contains(family));
    }

    private static Set<String> kernels(String file) {
        return StudyReader.read(JOBS.resolve(file), List.of(), 2).kernels().stream()
                .map(entry -> entry.type().name())
                .collect(Collectors.toSet());
    }

    private static Set<String> kernelsOf(Set<String> families) {
        return Catalogue.types().stream()
                .filter(type -> families.contains(type.family()))
                .map(KernelType::name)
                .collect(Collectors.toSet());
    }
}
