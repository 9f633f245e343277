package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.spmd.Transport;

class CommonAddressTest {
    private static final long PAGE = 4096;
    private static final long ADDRESS = (1L << 36) + (1L << 29);

    @Test
    void ranksOfOneProcessFindOneAndTheLastOneUnmapsIt() throws Exception {
        ConcurrentLinkedQueue<Long> addresses = new ConcurrentLinkedQueue<>();
        Transport.named("local").run(new String[0], 3, (world, _) -> {
            CommonAddress common = CommonAddress.map(world, "one", 8);
            MemorySegment memory = common.memory();
            addresses.add(memory.address());
            assertThat(common.fellows()).containsExactly(0, 1, 2);
            if (world.rank() == 0) {
                common.close();
            }
            world.barrier();
            if (world.rank() > 0) {
                memory.set(ValueLayout.JAVA_LONG, 0, 8);
                common.close();
            }
            world.barrier();
        });
        assertThat(addresses).hasSize(3);
        assertThat(addresses.stream().distinct()).hasSize(1);
        long address = addresses.element() - Long.BYTES;
        assertThat(AddressSpace.map(address, PAGE)).as("free again").isTrue();
        AddressSpace.unmap(address, PAGE);
    }

    @Test
    void anAddressThatIsTakenInOneProcessIsNotTaken() throws Exception {
        Transport.named("local").run(new String[0], 1, (world, _) -> {
            try (CommonAddress one = CommonAddress.map(world, "one", 8);
                    CommonAddress other = CommonAddress.map(world, "one", 8)) {
                assertThat(other.memory().address()).isNotEqualTo(one.memory().address());
                one.memory().set(ValueLayout.JAVA_LONG, 0, 8);
                assertThat(other.memory().get(ValueLayout.JAVA_LONG, 0)).isZero();
            }
        });
    }

    /** Ranks that claim to be processes and are not: the second finds every address taken. Unnamed, they may be one. */
    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"one,other", "one,''", "'',''"})
    void whereNoneIsFreeInAllProcessesAllRefuse(String zero, String one) throws Exception {
        ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
        Transport.named("local").run(new String[0], 2, (world, _) -> {
            try (CommonAddress common = CommonAddress.map(world, world.rank() == 0 ? zero : one, 8)) {
                assertThat(common).isNull();
            } catch (IllegalArgumentException e) {
                refusals.add(e.getMessage());
            }
        });
        assertThat(refusals)
                .hasSize(2)
                .allMatch(m -> m.startsWith("isolation needs an address that every process can map"));
    }

    /** What the kernel claims of processes, by two that are. */
    @Test
    void processesHaveMemoryOfTheirOwnAtOneAddress() throws Exception {
        assertThat(AddressSpace.map(ADDRESS, PAGE)).isTrue();
        try {
            MemorySegment memory = AddressSpace.at(ADDRESS, PAGE);
            memory.set(ValueLayout.JAVA_LONG, 0, 42);
            Ended child = child("map");
            assertThat(child.output()).contains("found 0, wrote 7");
            assertThat(memory.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
        } finally {
            AddressSpace.unmap(ADDRESS, PAGE);
        }
    }

    @Test
    void whoWritesWhereHisProcessHasNothingIsEnded() throws Exception {
        Ended child = child("write");
        assertThat(child.exitCode()).isNotZero();
        assertThat(child.output()).contains("SIGSEGV").doesNotContain("wrote");
    }

    private record Ended(int exitCode, String output) {}

    private static Ended child(String what) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CommonAddressTest.class.getName(),
                what));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(child.exitValue(), output);
    }

    /** Another process, which maps memory there, or does not. */
    public static void main(String[] arguments) {
        if (arguments[0].equals("map")) {
            assertThat(AddressSpace.map(ADDRESS, PAGE)).isTrue();
        }
        MemorySegment memory = AddressSpace.at(ADDRESS, PAGE);
        long found = memory.get(ValueLayout.JAVA_LONG, 0);
        memory.set(ValueLayout.JAVA_LONG, 0, 7);
        System.out.println("found " + found + ", wrote " + memory.get(ValueLayout.JAVA_LONG, 0));
    }
}
