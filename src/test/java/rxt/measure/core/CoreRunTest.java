package rxt.measure.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.record.CoreCase;
import rxt.record.CoreSpec;
import rxt.spmd.Communicator;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;

/** The Java twins over transport {@code local}: what they say of right and of wrong answers. */
class CoreRunTest {
    @TempDir
    private Path folder;

    /** Lets all pass but the last word of the messages that rank 0 receives from rank 1. */
    private static Communicator corrupting(Communicator to, LongUnaryOperator fault) {
        return (Communicator) Proxy.newProxyInstance(
                CoreRunTest.class.getClassLoader(), new Class<?>[] {Communicator.class}, (_, method, arguments) -> {
                    try {
                        Object result = method.invoke(to, arguments);
                        if (method.getName().equals("recv")
                                && to.rank() == 0
                                && arguments[0] instanceof MemorySegment segment) {
                            long last = segment.byteSize() - Long.BYTES;
                            segment.set(
                                    ValueLayout.JAVA_LONG,
                                    last,
                                    fault.applyAsLong(segment.get(ValueLayout.JAVA_LONG, last)));
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private List<String> lines(LongUnaryOperator fault, int ranks, CoreCase... cases) throws Exception {
        Path shard = folder.resolve("samples.txt");
        CoreSpec spec = new CoreSpec("local", ranks, "forkjoin", "SERIALIZED", 6, List.of(cases), shard.toString());
        assertThat(CoreSpec.parse(spec.arguments())).isEqualTo(spec);
        Transport transport = Transport.named("local");
        transport.run(
                spec.arguments().toArray(String[]::new),
                ranks,
                ThreadLevel.SERIALIZED,
                (world, _) -> new CoreRun(spec, corrupting(world, fault)).run(transport));
        return Files.readAllLines(shard);
    }

    private static List<String> problems(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("measured"))
                .map(line -> line.split("\t", -1)[5])
                .toList();
    }

    @Test
    void messagesAreMeasuredAndRight() throws Exception {
        List<String> lines = lines(
                LongUnaryOperator.identity(),
                2,
                new CoreCase("ping-pong", 1024, 1, "off-heap"),
                new CoreCase("ping-pong", 1024, 1, "heap"),
                new CoreCase("bandwidth", 4096, 1, "off-heap"),
                new CoreCase("allreduce", 1024, 1, "off-heap"),
                new CoreCase("barrier", 0, 1, "none"),
                new CoreCase("halo", 0, 1, "off-heap"),
                new CoreCase("ring", 8, 2, "off-heap"),
                new CoreCase("region-allreduce", 8, 2, "off-heap"));
        assertThat(problems(lines)).hasSize(8).containsOnly("");
        assertThat(lines.stream().filter(line -> line.startsWith("sample"))).hasSize(48);
        assertThat(lines).last().isEqualTo("end");
    }

    @Test
    void constructsAreMeasuredWithTheirReference() throws Exception {
        List<String> lines = lines(
                LongUnaryOperator.identity(),
                1,
                new CoreCase("region+barrier+reduction", 0, 2, "none"),
                new CoreCase("dynamic", 0, 2, "none"),
                new CoreCase("critical", 0, 2, "none"));
        assertThat(problems(lines)).hasSize(3).containsOnly("");
        assertThat(lines.stream().filter(line -> line.startsWith("sample")))
                .hasSize(18)
                .allSatisfy(line ->
                        assertThat(Double.parseDouble(line.split("\t", -1)[3])).isPositive());
    }

    @Test
    void aCorruptedPayloadIsFound() throws Exception {
        List<String> lines = lines(
                word -> word + 1,
                2,
                new CoreCase("ping-pong", 8, 1, "off-heap"),
                new CoreCase("ping-pong", 1024, 1, "heap"),
                new CoreCase("bandwidth", 4096, 1, "off-heap"),
                new CoreCase("ring", 8, 1, "off-heap"),
                new CoreCase("allreduce", 8, 1, "off-heap"));
        assertThat(problems(lines))
                .containsExactly(
                        "the payload is wrong",
                        "the payload is wrong",
                        "the payload is wrong",
                        "the payload is wrong",
                        ""); // it does not pass through recv
    }

    @Test
    void aFaultThatUndoesItselfInTheNextLapIsFound() throws Exception {
        assertThat(problems(lines(word -> word ^ 1, 2, new CoreCase("ring", 8, 1, "off-heap"))))
                .containsExactly("the payload is wrong");
    }
}
