package rxt.study.versus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rxt.kernel.Catalogue;
import rxt.kernel.KernelType;
import rxt.study.Installation;
import rxt.study.Mpi;
import rxt.study.StudyException;

/** Which kernels are held against C, and how. */
class KernelPairTest {
    private static final List<String> NO_KERNELS = List.of("core.c", "syncbench.c");

    private static Mpi openmpi() {
        return new Mpi(
                Path.of("/usr/bin/mpirun"), Mpi.Family.OPEN_MPI, "4.1.4", Optional.of(Path.of("/lib/libmpi.so.40")));
    }

    @Test
    void eachNamedTwinIsThereAndEachThatIsThereIsNamed() throws IOException {
        List<String> named = Catalogue.types().stream()
                .filter(KernelType::hasTwin)
                .map(KernelType::twin)
                .toList();
        try (Stream<Path> files = Files.list(Path.of("src/reference/c"))) {
            List<String> there = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".c") && !NO_KERNELS.contains(name))
                    .toList();
            assertThat(there).containsExactlyInAnyOrderElementsOf(named).hasSizeGreaterThanOrEqualTo(9);
        }
    }

    @Test
    void everyKernelWithATwinIsMeasuredAtThreeSplits() {
        List<Pair> pairs = KernelPair.all(PairTest.installation(openmpi()), Path.of("inputs"), List.of());
        assertThat(pairs).hasSize((int)
                (3 * Catalogue.types().stream().filter(KernelType::hasTwin).count()));
        assertThat(KernelPair.all(PairTest.installation(openmpi()), Path.of("inputs"), List.of("gemm", "pi")))
                .extracting(Pair::label)
                .containsExactly("pi 1x1", "pi 1x2", "pi 2x1", "gemm 1x1", "gemm 1x2", "gemm 2x1");
    }

    @Test
    void bothSidesGetTheSameParametersAndTheSameLauncher() {
        Pair pair = KernelPair.all(PairTest.installation(openmpi()), Path.of("inputs"), List.of("gemm"))
                .get(1);
        assertThat(pair.paramText().split(" ")).contains("n=1000", "seed=1");
        assertThat(pair.words(30, Path.of("/x/y")))
                .contains("n=1000", "seed=1", "ranks=1", "threads=2", "steps=30", "shard=/x/y");
        Installation installation = PairTest.installation(openmpi());
        List<String> java = pair.java(30, Path.of("/x/y"), installation).argv();
        assertThat(java).contains("param.n=1000", "param.seed=1", "ranks=1", "threads=2", "steps=30", "max_steps=30");
        List<String> c = pair.c(30, Path.of("/x/y"), new Twins(Path.of("s"), Path.of("p"), ""), installation)
                .argv();
        int launcher = c.indexOf("--bind-to") + 2;
        assertThat(java.subList(0, launcher)).isEqualTo(c.subList(0, launcher));
        assertThat(c.get(launcher)).startsWith("p/openmpi-").endsWith("/gemm");
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> KernelPair.all(PairTest.installation(openmpi()), Path.of("inputs"), List.of("gem")))
                .isInstanceOf(StudyException.class)
                .hasMessageContainingAll("--only gem", "pi, mandelbrot");
    }

    @Test
    void withoutOpenMpiEachNamesTheCure() {
        assertThat(KernelPair.all(PairTest.installation(), Path.of("inputs"), List.of()))
                .allSatisfy(pair -> assertThat(pair.missing()).contains("`jobs/rxt setup openmpi`"));
    }
}
