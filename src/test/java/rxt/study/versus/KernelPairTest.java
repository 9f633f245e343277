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
        assertThat(pairs)
                .extracting(Pair::label)
                .doesNotHaveDuplicates()
                .containsAll(Catalogue.twinned().stream()
                        .flatMap(name -> Stream.of(name + " 1x1", name + " 1x2", name + " 2x1"))
                        .toList());
        assertThat(KernelPair.all(PairTest.installation(openmpi()), Path.of("inputs"), List.of("sort", "pi")))
                .extracting(Pair::label)
                .containsExactly("pi 1x1", "pi 1x2", "pi 2x1", "sort 1x1", "sort 1x2", "sort 2x1");
    }

    /** RxT's own product and its call of the library, each against that library called from C. */
    @Test
    void productsAreHeldAgainstOpenBlasWithAsManyThreads() {
        List<Pair> pairs =
                KernelPair.all(PairTest.installation(openmpi()), Path.of("inputs"), List.of("gemm/OpenBLAS n=4000"));
        assertThat(pairs)
                .extracting(Pair::label)
                .containsExactly("gemm/OpenBLAS n=4000 1x1", "gemm/OpenBLAS n=4000 1x2");
        assertThat(pairs.getLast().paramText()).contains("n=4000", "variant=team");
        assertThat(pairs.getLast().words(30, Path.of("/x")))
                .contains("n=4000", "variant=blas", "threads=2", "steps=4")
                .filteredOn(word -> word.startsWith("load="))
                .last()
                .asString()
                .endsWith("libopenblas.so.0");
        assertThat(KernelPair.all(PairTest.installation(openmpi()), Path.of("inputs"), List.of("gemm")))
                .extracting(Pair::label)
                .contains("gemm 2x1", "gemm blas n=1000 1x2", "gemm/OpenBLAS n=1000 1x1");
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
