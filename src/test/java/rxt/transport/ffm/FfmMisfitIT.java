package rxt.transport.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.study.Mpi;

/** What does not fit together is refused on every rank, at once, with the cure. */
@Tag("ffm")
class FfmMisfitIT {
    private static final int RANKS = 2;
    private static final Duration PROMPT = Duration.ofSeconds(30);

    @TempDir
    Path temporary;

    @ParameterizedTest(name = "library of {1} under the launcher of {0}")
    @CsvSource({"openmpi, mpich,   OMPI_COMM_WORLD_SIZE, MPICH", "mpich,   openmpi, PMI_SIZE,             Open MPI"})
    void aLibraryOfAnotherLauncherIsRefused(String launcher, String library, String variable, String title)
            throws Exception {
        Mpi own = FfmLaunch.mpi(launcher);
        Mpi mixed = new Mpi(own.launcher(), own.family(), own.version(), FfmLaunch.library(library));
        FfmLaunch launch = FfmLaunch.of(mixed, RANKS, MisfitProgram.class, temporary, Integer.toString(RANKS));
        assertThat(launch.exitCode()).as(launch.output()).isNotZero();
        assertThat(launch.duration()).as(launch.output()).isLessThan(PROMPT);
        assertThat(launch.files())
                .as(launch.output())
                .hasSize(RANKS)
                .allSatisfy((file, failure) -> assertThat(failure)
                        .contains(
                                "the launcher started 2 ranks (" + variable + "=2)",
                                title,
                                FfmLaunch.library(library).orElseThrow().toString(),
                                "sees 1",
                                "Start the ranks with the mpirun of " + title,
                                "RXT_MPI_LIBRARY"));
    }

    @ParameterizedTest(name = "library of {1} under the launcher of {0}")
    @CsvSource({"openmpi, mpich,   OMPI_COMM_WORLD_SIZE, MPICH", "mpich,   openmpi, PMI_SIZE,             Open MPI"})
    void alsoWhereThereIsOneRank(String launcher, String library, String variable, String title) throws Exception {
        Mpi own = FfmLaunch.mpi(launcher);
        Mpi mixed = new Mpi(own.launcher(), own.family(), own.version(), FfmLaunch.library(library));
        FfmLaunch launch = FfmLaunch.of(mixed, 1, MisfitProgram.class, temporary, "1");
        assertThat(launch.exitCode()).as(launch.output()).isNotZero();
        assertThat(launch.files())
                .as(launch.output())
                .hasSize(1)
                .allSatisfy((file, failure) -> assertThat(failure)
                        .contains("the launcher started 1 rank (" + variable + "=1)", title, "does not belong"));
    }

    @ParameterizedTest(name = "{0}, {1} ranks")
    @CsvSource({"openmpi, 1", "openmpi, 2", "mpich, 1", "mpich, 2"})
    void theLaunchersOwnLibraryIsNot(String family, int ranks) throws Exception {
        FfmLaunch launch =
                FfmLaunch.of(FfmLaunch.mpi(family), ranks, MisfitProgram.class, temporary, Integer.toString(ranks));
        assertThat(launch.files()).as(launch.output()).hasSize(ranks).containsKeys("end-0", "end-" + (ranks - 1));
        assertThat(launch.exitCode()).as(launch.output()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"openmpi", "mpich"})
    void underFunneledAnotherThreadIsRefused(String family) throws Exception {
        FfmLaunch launch =
                FfmLaunch.of(FfmLaunch.mpi(family), RANKS, FunneledProgram.class, temporary, Integer.toString(RANKS));
        assertThat(launch.exitCode()).as(launch.output()).isZero();
        for (int rank = 0; rank < RANKS; rank++) {
            assertThat(launch.files().get("refusal-" + rank))
                    .as(launch.output())
                    .contains(
                            "CommunicationException",
                            "thread a worker may not call",
                            "FUNNELED permits only main",
                            "SERIALIZED or MULTIPLE");
            assertThat(launch.files()).as(launch.output()).containsEntry("end-" + rank, "FUNNELED 2");
        }
    }
}
