package rxt.transport.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.study.Command;

/** Every handle and constant is what the header of the installed library says. */
@Tag("ffm")
class ConstantsIT {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"OPEN_MPI, mpicc.openmpi", "MPICH, mpicc.mpich"})
    void tablesAgreeWithTheHeader(Abi abi, String compiler) {
        Path program = Compiled.source("constants.c", folder, "constants", compiler, "-w");
        FfmLaunch outcome = FfmLaunch.run(new Command(List.of(program.toString()), Map.of()));
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        TreeMap<String, String> header = outcome.output()
                .lines()
                .skip(1)
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(
                        line -> line[0],
                        line -> line[1].replaceAll(".*&\\((\\w+)\\).*", "$1"),
                        (a, _) -> a,
                        TreeMap::new));
        TreeMap<String, String> tables = new TreeMap<>();
        Arrays.stream(Handle.values()).forEach(handle -> tables.put(handle.name(), text(handle, abi)));
        Arrays.stream(Constant.values())
                .forEach(constant -> tables.put(constant.name(), Integer.toString(constant.in(abi))));
        assertThat(tables).isEqualTo(header);
    }

    /** A number, or the symbol that is looked for. */
    private static String text(Handle handle, Abi abi) {
        AtomicReference<String> asked = new AtomicReference<>();
        SymbolLookup symbols = symbol -> {
            asked.set(symbol);
            return Optional.of(MemorySegment.NULL);
        };
        long value = handle.in(abi, symbols);
        return asked.get() != null ? asked.get() : Long.toString(value);
    }
}
