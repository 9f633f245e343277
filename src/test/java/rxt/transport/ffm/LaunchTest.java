package rxt.transport.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.spmd.CommunicationException;

class LaunchTest {
    private static final Library OPEN_MPI =
            library("libmpi.so.40", Abi.OPEN_MPI, "Open MPI v5.0.3, package: Debian OpenMPI, ident: 5.0.3");
    private static final Library MPICH = library("libmpich.so.12", Abi.MPICH, "MPICH Version:\t4.0.2\nMPICH Release");

    private static Library library(String name, Abi abi, String words) {
        return new Library(name, symbol -> Optional.empty(), abi, words);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Open MPI v4.1.4, package: Debian OpenMPI, ident: 4.1.4 | Open MPI 4.1.4",
                "Open MPI v5.1.0a1, repo rev: x | Open MPI 5.1.0a1",
                "MPICH Version:      4.0.2 | MPICH 4.0.2",
                "Intel(R) MPI Library 2021.9 for Linux* OS | Intel(R) MPI 2021.9",
                "MPI VERSION    : CRAY MPICH version 8.1.25.17 (ANL base 3.4a2) | CRAY MPICH 8.1.25.17",
                "Some MPI of 2030 | Some MPI of 2030"
            })
    void versionsAreReadFromTheLibrarysWords(String words, String version) {
        assertThat(library("x", Abi.MPICH, words).version()).isEqualTo(version);
    }

    @Test
    void openMpisVariablesComeBeforeThoseOfSlurm() {
        Launch launch = Launch.of(Map.of("OMPI_COMM_WORLD_SIZE", "4", "PMI_SIZE", "2", "PMIX_RANK", "0"));
        assertThat(launch.launcher()).isEqualTo(Launch.Launcher.OPEN_MPI);
        assertThat(launch.ranks()).hasValue(4);
    }

    @ParameterizedTest(name = "{0}: Open MPI {1}, MPICH {2}")
    @CsvSource({
        "OMPI_COMM_WORLD_SIZE, true, false",
        "PMI_SIZE, false, true",
        "PMI_RANK, false, true",
        "PMIX_RANK, true, false",
        "HOME, true, true"
    })
    void theLauncherTellsWhichLibraryFits(String variable, boolean openMpi, boolean mpich) {
        Launch launch = Launch.of(Map.of(variable, "2"));
        assertThat(launch.startedBy(OPEN_MPI.words())).isEqualTo(openMpi);
        assertThat(launch.startedBy(MPICH.words())).isEqualTo(mpich);
    }

    @Test
    void librariesAreLookedForInTheOrderOfTheirInterfaces() {
        assertThat(Library.NAMES)
                .startsWith("libmpi_abi.so.1", "libmpi_abi.so.0", "libmpi.so.40", "libmpich.so.12", "libmpi.so.12")
                .containsSubsequence("libmpi.so.12", "libmpi_cray.so.12", "libmpi_gnu_123.so.12", "libmpi.so");
    }

    @Test
    void onlyALauncherHasALibraryBesideIt() {
        String own = ProcessHandle.current()
                .parent()
                .flatMap(parent -> parent.info().command())
                .map(program -> Path.of(program).resolve("../../lib").normalize())
                .orElseThrow()
                .toString();
        List<String> folders = List.of("."); // Every library folder that exists holds itself.
        assertThat(Launch.of(Map.of("PMI_SIZE", "2")).beside(folders)).anyMatch(file -> file.startsWith(own));
        assertThat(Launch.of(Map.of("PMI_SIZE", "2")).beside(List.of("libnone.so")))
                .isEmpty();
        assertThat(Launch.UNKNOWN.beside(folders)).isEmpty();
    }

    @Test
    void aLibraryThatSeesTheRanksIsAccepted() {
        assertThatCode(() -> Launch.of(Map.of("PMI_SIZE", "4")).require(MPICH, 4, 4))
                .doesNotThrowAnyException();
        assertThatCode(() -> Launch.UNKNOWN.require(MPICH, 1, 1)).doesNotThrowAnyException();
    }

    @Test
    void alsoASingleRankIsOfTheLaunchersOwnLibrary() {
        Launch orte = Launch.of(Map.of("OMPI_COMM_WORLD_SIZE", "1"));
        Launch hydra = Launch.of(Map.of("PMI_SIZE", "1", "MPI_LOCALNRANKS", "1"));
        assertThatThrownBy(() -> orte.require(MPICH, 1, 1))
                .hasMessageContaining(
                        "started 1 rank (OMPI_COMM_WORLD_SIZE=1), but MPICH 4.0.2 (libmpich.so.12) does not")
                .hasMessageContaining("the mpirun of MPICH 4.0.2");
        assertThatThrownBy(() -> hydra.require(OPEN_MPI, 1, 1)).hasMessageContaining("Open MPI 5.0.3 (libmpi.so.40)");
        Library standard = library("libmpi_abi.so.1", Abi.STANDARD, "MPICH Version: 5.0.0");
        assertThatCode(() -> orte.require(OPEN_MPI, 1, 1)).doesNotThrowAnyException();
        assertThatCode(() -> hydra.require(MPICH, 1, 1)).doesNotThrowAnyException();
        assertThatCode(() -> orte.require(standard, 1, 1)).doesNotThrowAnyException();
        assertThatCode(() -> hydra.require(standard, 1, 1)).doesNotThrowAnyException();
        // srun speaks PMI to either.
        assertThatCode(() -> Launch.of(Map.of("PMI_SIZE", "1")).require(OPEN_MPI, 1, 1))
                .doesNotThrowAnyException();
    }

    @Test
    void aLibraryThatBelievesToBeAloneIsRefused() {
        assertThatThrownBy(() -> Launch.of(Map.of("PMI_SIZE", "4")).require(OPEN_MPI, 1, 4))
                .isInstanceOf(CommunicationException.class)
                .hasMessageContaining("started 4 ranks (PMI_SIZE=4), but Open MPI 5.0.3 (libmpi.so.40) sees 1")
                .hasMessageContaining("RXT_MPI_LIBRARY");
        assertThatThrownBy(() -> Launch.UNKNOWN.require(MPICH, 1, 2))
                .hasMessageContaining("asked for 2 ranks")
                .hasMessageContaining("no launcher's variables");
        assertThatThrownBy(() -> Launch.of(Map.of("OMPI_COMM_WORLD_SIZE", "2")).require(OPEN_MPI, 3, 2))
                .hasMessageContaining("sees 3");
    }
}
