package rxt.study.versus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rxt.study.Installation;
import rxt.study.Mpi;

/** What can be measured on machines with one MPI or none. */
class PairTest {
    private static List<Pair> pairs(Mpi... mpis) {
        return CorePair.all(installation(mpis));
    }

    static Installation installation(Mpi... mpis) {
        return new Installation(
                Path.of("/jdk"),
                List.of(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(mpis),
                2,
                2,
                false,
                Optional.empty());
    }

    private static List<String> runnable(List<Pair> pairs) {
        return pairs.stream()
                .filter(pair -> pair.missing().isEmpty())
                .map(pair -> pair.transport() + "-" + pair.library())
                .distinct()
                .toList();
    }

    @Test
    void withoutAnMpiTeamsAreMeasuredAndEachOtherNamesItsCure() {
        List<Pair> pairs = pairs();
        assertThat(runnable(pairs)).containsExactly("spin-libgomp", "forkjoin-libgomp");
        assertThat(pairs)
                .filteredOn(pair -> !pair.missing().isEmpty())
                .extracting(Pair::transport)
                .contains("ffm", "openmpi", "local", "mpj");
        assertThat(pairs)
                .filteredOn(pair -> !pair.missing().isEmpty())
                .allSatisfy(pair -> assertThat(pair.missing())
                        .contains("no mpirun of", "is on PATH", "`jobs/rxt setup " + pair.library() + "`"));
    }

    @Test
    void withMpichAloneItsCIsWhatLocalIsHeldAgainst() {
        Mpi mpich = new Mpi(
                Path.of("/usr/bin/mpirun"), Mpi.Family.MPICH, "4.0.2", Optional.of(Path.of("/lib/libmpich.so.12")));
        assertThat(runnable(pairs(mpich)))
                .containsExactly("ffm-mpich", "local-mpich", "spin-libgomp", "forkjoin-libgomp");
    }
}
