package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rxt.record.CallRow;
import rxt.spmd.ArrayCommunicator;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.Neighborhood;
import rxt.spmd.PersistentRequest;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;
import rxt.spmd.SharedWindow;
import rxt.spmd.VectorType;
import rxt.spmd.Window;

/** The decorators hand every call on, and time it. */
class TimedTest {
    private static final long PAUSE_NANOS = 3_000_000;
    private static final double TICK = TickSeconds.measured();

    /** MPI's own word is another. */
    private static final Map<String, String> OTHER_NAMES = Map.of("await", "wait");

    private static final List<String> NO_MESSAGES =
            List.of("rank", "size", "threadLevel", "capabilities", "abort", "sources", "destinations", "part", "local");

    /** The calls that the conveniences of {@link ArrayCommunicator} end in, and those on all that they return. */
    static Stream<Arguments> calls() {
        return Stream.concat(
                methods(Communicator.class)
                        .filter(method -> method.getDeclaringClass() != ArrayCommunicator.class)
                        .filter(method -> !method.getName().equals("as"))
                        .map(method -> Arguments.of("communicator", method)),
                methods(Communicator.class)
                        .filter(method -> TIMED_TOO.contains(method.getReturnType()))
                        .flatMap(maker -> methods(maker.getReturnType()).map(call -> Arguments.of(maker, call))));
    }

    private static final List<Class<?>> TIMED_TOO =
            List.of(Request.class, PersistentRequest.class, Neighborhood.class, SharedWindow.class, Window.class);

    private static Stream<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods()).filter(method -> !Modifier.isStatic(method.getModifiers()));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyCallIsHandedOnWithItsArguments(Object maker, Method call) {
        List<Object> seen = new ArrayList<>();
        RankClock clock = new RankClock();
        Object timed = new TimedCommunicator(recorder(Communicator.class, seen), new MessageClock(clock));
        if (maker instanceof Method made) {
            timed = invoked(made, timed, arguments(made));
        }
        seen.clear();
        clock.reset();
        Object[] arguments = arguments(call);
        invoked(call, timed, arguments);
        assertThat(seen).containsExactly(call.getName(), Arrays.asList(arguments));
        List<CallRow> rows = clock.breakdown(0, TICK).calls();
        if (NO_MESSAGES.contains(call.getName())) {
            assertThat(rows).isEmpty();
            return;
        }
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().count()).isOne();
        assertThat(rows.getFirst().seconds()).isGreaterThanOrEqualTo(PAUSE_NANOS * 1e-9);
        assertThat(rows.getFirst().call().replace(" ", ""))
                .endsWith(
                        OTHER_NAMES.getOrDefault(call.getName(), call.getName().toLowerCase(Locale.ROOT)));
    }

    private static Object[] arguments(Method call) {
        AtomicInteger next = new AtomicInteger(7);
        return Arrays.stream(call.getParameterTypes())
                .map(type -> distinct(type, next.getAndIncrement()))
                .toArray();
    }

    private static Object invoked(Method call, Object target, Object... arguments) {
        try {
            call.setAccessible(true);
            return call.invoke(target, arguments);
        } catch (InvocationTargetException | IllegalAccessException e) {
            throw new LinkageError(call + " failed", e);
        }
    }

    /** No two arguments of a call are equal, so that none can be mistaken for another. */
    private static Object distinct(Class<?> type, int number) {
        return switch (type.getSimpleName()) {
            case "int" -> number;
            case "long" -> (long) number;
            case "boolean" -> true;
            case "int[]" -> new int[] {number};
            case "MemorySegment" -> MemorySegment.ofArray(new byte[number]);
            case "ElementType" -> ElementType.LONG;
            case "ReduceOp" -> ReduceOp.MAX;
            case "VectorType" -> new VectorType(ElementType.LONG, number, 1, 1);
            default -> throw new AssertionError("no argument of type " + type);
        };
    }

    @Test
    void messagesCountByTheirPurpose() {
        RankClock clock = new RankClock();
        Communicator timed =
                new TimedCommunicator(recorder(Communicator.class, new ArrayList<>()), new MessageClock(clock));
        Communicator halo = timed.as("halo exchange");
        MemorySegment buffer = MemorySegment.ofArray(new byte[8]);
        halo.isend(buffer, ElementType.LONG, 0, 0).await();
        halo.split(0, 0).barrier();
        timed.barrier();
        assertThat(clock.breakdown(0, TICK).calls())
                .extracting(CallRow::call, CallRow::count)
                .containsExactly(tuple("barrier", 1L), tuple("halo exchange", 4L));
    }

    /** Notes each call, takes its time, and answers with what notes calls too. */
    private static <T> T recorder(Class<T> type, List<Object> seen) {
        return type.cast(Proxy.newProxyInstance(
                TimedTest.class.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    List<Object> given = arguments == null ? List.of() : Arrays.asList(arguments);
                    seen.add(method.getName());
                    seen.add(given);
                    LockSupport.parkNanos(2 * PAUSE_NANOS);
                    return answer(method.getReturnType(), seen);
                }));
    }

    private static Object answer(Class<?> type, List<Object> seen) {
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == MemorySegment.class) {
            return MemorySegment.NULL;
        }
        if (type == Set.class) {
            return Set.of();
        }
        if (type.isInterface()) {
            return recorder(type, seen);
        }
        return type == int.class ? (Object) 0 : type == long.class ? (Object) 0L : type == boolean.class ? true : null;
    }
}
