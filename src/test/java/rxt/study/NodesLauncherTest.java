package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The words that start ranks on the nodes of an allocation; each node has 4 cores of 2 hardware threads. */
class NodesLauncherTest {
    private static final Path BIN = Path.of("/bin");
    private static final Mpi OPEN_MPI = mpi("mpirun", Mpi.Family.OPEN_MPI);
    private static final Mpi MPICH = mpi("mpirun", Mpi.Family.MPICH);
    private static final Mpi INTEL = mpi("mpirun", Mpi.Family.INTEL);
    private static final Nodes FOUR = new Nodes(4, 8, 1, true);
    private static final String ALL_CPUS =
            "OMPI_MCA_ras_slurm_use_entire_allocation=1 PRTE_MCA_ras_slurm_use_entire_allocation=1 ";
    private static final List<String> TWO_HOSTS = List.of("n3", "n7");

    private static Mpi mpi(String launcher, Mpi.Family family) {
        return new Mpi(BIN.resolve(launcher), family, "1", Optional.of(Path.of("/lib/libmpi.so")));
    }

    private static String words(Mpi mpi, Nodes nodes, int on, List<String> hosts, int ranks, int threads) {
        return command(mpi, nodes, new Launcher.Shape(on, hosts, ranks, threads, "ffm", false))
                .shell();
    }

    private static Command command(Mpi mpi, Nodes nodes, Launcher.Shape shape) {
        Installation machine = new Installation(
                Path.of("/jdk"),
                List.of(Path.of("/rxt.jar")),
                "/bin",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(mpi),
                4,
                8,
                false,
                Optional.empty());
        return MpiCommand.of(mpi, shape, machine.with(nodes));
    }

    @Test
    void openMpiGivesEachNodeItsRanks() {
        assertThat(words(OPEN_MPI, FOUR, 2, List.of(), 4, 2))
                .isEqualTo(ALL_CPUS + "/bin/mpirun -np 4 --map-by ppr:2:node:PE=2 --bind-to core");
        assertThat(words(OPEN_MPI, FOUR, 2, TWO_HOSTS, 4, 2))
                .isEqualTo(ALL_CPUS + "/bin/mpirun -np 4 --host n3:2,n7:2 --map-by ppr:2:node:PE=2 --bind-to core");
        assertThat(words(OPEN_MPI, FOUR, 1, List.of(), 2, 2))
                .isEqualTo(ALL_CPUS + "/bin/mpirun -np 2 --map-by ppr:2:node:PE=2 --bind-to core");
        assertThat(words(OPEN_MPI, FOUR, 4, List.of(), 32, 1))
                .isEqualTo(ALL_CPUS
                        + "/bin/mpirun -np 32 --use-hwthread-cpus --map-by ppr:8:node:PE=1 --bind-to hwthread");
        assertThat(command(OPEN_MPI, FOUR, new Launcher.Shape(2, TWO_HOSTS, 18, 1, "ffm", true))
                        .shell())
                .isEqualTo(ALL_CPUS
                        + "/bin/mpirun -np 18 --host n3:9,n7:9 --map-by ppr:9:node --oversubscribe --bind-to none"
                        + " --mca mpi_yield_when_idle 1");
    }

    @Test
    void ranksAreDealtOverNumaDomainsWhereTheyFitEvenly() {
        Nodes twoDomains = new Nodes(4, 8, 2, true);
        assertThat(words(OPEN_MPI, twoDomains, 2, List.of(), 4, 2)).contains(" --map-by ppr:1:numa:PE=2 ");
        assertThat(words(OPEN_MPI, twoDomains, 2, List.of(), 8, 1)).contains(" --map-by ppr:2:numa:PE=1 ");
        assertThat(words(OPEN_MPI, twoDomains, 2, List.of(), 2, 4)).contains(" --map-by ppr:1:node:PE=4 ");
        assertThat(words(OPEN_MPI, twoDomains, 2, List.of(), 6, 1)).contains(" --map-by ppr:3:node:PE=1 ");
        assertThat(words(MPICH, twoDomains, 2, List.of(), 4, 2)).endsWith(" -bind-to core:2 -map-by numa");
        assertThat(words(MPICH, twoDomains, 2, List.of(), 2, 4)).endsWith(" -bind-to core:4");
        assertThat(words(OPEN_MPI, new Nodes(1, 8, 2, false), 1, List.of(), 2, 1))
                .isEqualTo("/bin/mpirun -np 2 --map-by ppr:1:numa:PE=1 --bind-to core");
    }

    @Test
    void hydraIsToldHostsAndRanksOfEach() {
        assertThat(words(MPICH, FOUR, 2, TWO_HOSTS, 4, 2))
                .isEqualTo("/bin/mpirun -np 4 -hosts n3,n7 -ppn 2 -bind-to core:2");
        assertThat(words(MPICH, FOUR, 1, List.of(), 2, 1)).isEqualTo("/bin/mpirun -np 2 -ppn 2 -bind-to core:1");
    }

    @Test
    void intelsHydraHeedsItsOwnPlacesInAnAllocation() {
        Command command = command(INTEL, FOUR, new Launcher.Shape(2, TWO_HOSTS, 4, 2, "ffm", false));
        assertThat(command.shell())
                .isEqualTo("I_MPI_JOB_RESPECT_PROCESS_PLACEMENT=off /bin/mpirun -np 4 -hosts n3,n7 -ppn 2"
                        + " -genv I_MPI_PIN_CELL core -genv I_MPI_PIN_DOMAIN 2:compact");
        assertThat(command(INTEL, Nodes.here(8), new Launcher.Shape(4, 2, "ffm", false))
                        .environment())
                .isEqualTo(Map.of());
    }

    @Test
    void srunIsToldNodesTasksAndCpus() {
        Mpi srun = mpi("srun", Mpi.Family.OPEN_MPI);
        String begin = "/bin/srun --mpi=pmix --kill-on-bad-exit=1 --nodes=2 --ntasks=4 --ntasks-per-node=2";
        assertThat(words(srun, FOUR, 2, List.of(), 4, 2))
                .isEqualTo(begin + " --cpus-per-task=2 --exact --threads-per-core=1 --distribution=block:cyclic"
                        + " --cpu-bind=cores");
        assertThat(words(srun, FOUR, 2, TWO_HOSTS, 4, 3))
                .isEqualTo(begin + " --nodelist=n3,n7 --cpus-per-task=3 --exact --distribution=block:cyclic"
                        + " --cpu-bind=threads");
        assertThat(command(srun, FOUR, new Launcher.Shape(2, List.of(), 4, 5, "ffm", true))
                        .shell())
                .isEqualTo("OMPI_MCA_mpi_yield_when_idle=1 " + begin
                        + " --overcommit --distribution=block --cpu-bind=none");
    }

    @Test
    void unevenShapesAndNodesOfOneJvmAreRefused() {
        assertThatThrownBy(() -> new Launcher.Shape(2, List.of(), 3, 1, "ffm", false))
                .hasMessageContaining("3 ranks cannot be started on 2 nodes");
        assertThatThrownBy(() -> new Launcher.Shape(2, List.of("n1"), 4, 1, "ffm", false))
                .hasMessageContaining("4 ranks cannot be started on 2 nodes [n1]");
        assertThatThrownBy(() -> Launcher.command(
                        "Main",
                        List.of(),
                        new Launcher.Shape(2, List.of(), 2, 1, "local", false),
                        InstallationTest.bare()))
                .hasMessageContaining("transport local runs on one node, not on 2");
    }
}
