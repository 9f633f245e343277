package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where real launchers would bind ranks on a node with two NUMA domains of four cores, which hwloc, the library that they
 * all look at the machine with, is told instead of this machine's. Nothing is bound.
 */
@Tag("ffm")
@Timeout(60)
class NumaPlacementIT {
    private static final String NODE = "pack:2 numa:1 core:4 pu:1";
    private static final Pattern OPEN_MPI =
            Pattern.compile("\\],(\\d+)\\]\\R(?:.*\\R){3}.*Binding: \\[([B.][B./]*)\\]\\[([B.][B./]*)\\]");
    private static final Pattern MPICH = Pattern.compile("process (\\d+) binding: ([01]+)()");

    /** A digit for each core, 1 where the rank may run. */
    @ParameterizedTest
    @CsvSource({
        "openmpi, 2, 2, 11000000 00001100",
        "openmpi, 4, 2, 11000000 00110000 00001100 00000011",
        "openmpi, 2, 1, 10000000 00001000",
        "openmpi, 2, 4, 11110000 00001111",
        "mpich,   2, 2, 11000000 00001100",
        "mpich,   4, 2, 11000000 00001100 00110000 00000011",
        "mpich,   2, 3, 11100000 00001110"
    })
    void ranksAreDealtOverTheDomains(String mpi, int ranks, int threads, String masks) throws Exception {
        assertThat(masks(mpi, new Nodes(1, 8, 2, false), ranks, threads)).isEqualTo(masks);
    }

    /** Whoever does not know of the domains crowds the first. */
    @ParameterizedTest
    @CsvSource({"openmpi", "mpich"})
    void otherwiseTheyWouldCrowdTheFirst(String mpi) throws Exception {
        assertThat(masks(mpi, new Nodes(1, 8, 1, false), 2, 2)).isEqualTo("11000000 00110000");
    }

    private static String masks(String name, Nodes nodes, int ranks, int threads) throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("RXT_MPI", name);
        Installation found = Installation.find(environment);
        Mpi mpi = found.mpi().orElseThrow();
        Installation node = new Installation(
                found.javaHome(),
                found.classPath(),
                found.path(),
                found.mpjHome(),
                found.openmpiJar(),
                found.openmpiLibrary(),
                found.mpis(),
                8,
                8,
                found.root(),
                found.aotCache(),
                nodes);
        // Open MPI takes the number of slots from this machine, unless the host is named with it.
        List<String> hosts = name.equals("openmpi") ? List.of("localhost") : List.of();
        Launcher.Shape shape = new Launcher.Shape(1, hosts, ranks, threads, "ffm", false);
        List<String> argv = new ArrayList<>(MpiCommand.of(mpi, shape, node).argv());
        argv.addAll(name.equals("openmpi") ? List.of("--display-devel-map", "--do-not-launch") : List.of());
        argv.add("true");
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().putAll(Map.of("HWLOC_SYNTHETIC", NODE, "HYDRA_TOPO_DEBUG", "1"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Pattern pattern = name.equals("openmpi") ? OPEN_MPI : MPICH;
        // Ranks print in any order.
        List<String> masks = pattern.matcher(output)
                .results()
                .sorted(Comparator.comparingInt(binding -> Integer.parseInt(binding.group(1))))
                .map(NumaPlacementIT::mask)
                .toList();
        assertThat(masks).as("%s: %s", argv, output).hasSize(ranks);
        return String.join(" ", masks);
    }

    private static String mask(MatchResult binding) {
        String cores = binding.group(2) + binding.group(3);
        return cores.replace("/", "").replace('B', '1').replace('.', '0');
    }
}
