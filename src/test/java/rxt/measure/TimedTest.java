package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;
import rxt.spmd.Status;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/** The decorators hand every call on, and time it. */
class TimedTest {
    private static final long PAUSE_NANOS = 3_000_000;

    static Stream<Method> calls() {
        return Arrays.stream(Communicator.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getDeclaringClass() == Communicator.class);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyCallIsHandedOnWithItsArguments(Method call) throws Exception {
        List<Object> seen = new ArrayList<>();
        MessageClock clock = new MessageClock();
        Communicator timed = new TimedCommunicator(recorder(seen), clock);
        AtomicInteger next = new AtomicInteger(7);
        Object[] arguments = Arrays.stream(call.getParameterTypes())
                .map(type -> distinct(type, next.getAndIncrement()))
                .toArray();
        try {
            call.invoke(timed, arguments);
        } catch (InvocationTargetException e) {
            throw new AssertionError(call + " failed", e.getCause());
        }
        assertThat(seen).containsExactly(call.getName(), Arrays.asList(arguments));
        boolean communicates = !List.of("rank", "size", "abort").contains(call.getName());
        assertThat(clock.seconds() >= PAUSE_NANOS * 1e-9).isEqualTo(communicates);
    }

    /** No two arguments of a call are equal, so that none can be mistaken for another. */
    private static Object distinct(Class<?> type, int number) {
        return switch (type.getSimpleName()) {
            case "int" -> number;
            case "int[]" -> new int[] {number};
            case "MemorySegment" -> MemorySegment.ofArray(new byte[number]);
            case "ElementType" -> ElementType.LONG;
            case "ReduceOp" -> ReduceOp.MAX;
            default -> throw new AssertionError("no argument of type " + type);
        };
    }

    @Test
    void waitingForARequestCounts() {
        MessageClock clock = new MessageClock();
        Communicator timed = new TimedCommunicator(recorder(new ArrayList<>()), clock);
        Request request = timed.irecv(null, (ElementType) null, 0, 0);
        clock.reset();
        request.await();
        assertThat(clock.seconds()).isGreaterThanOrEqualTo(PAUSE_NANOS * 1e-9);
        clock.reset();
        assertThat(request.test()).isTrue();
        assertThat(clock.seconds()).isGreaterThanOrEqualTo(PAUSE_NANOS * 1e-9);
    }

    @Test
    void teamsCountBodiesAndNotBarriers() {
        TeamClock clock = new TeamClock();
        try (Team team = new TimedTeam(Team.named("forkjoin", 2), clock)) {
            team.region(me -> {
                if (me.thread() == 0) {
                    LockSupport.parkNanos(20 * PAUSE_NANOS);
                }
                me.barrier();
            });
            double once = 20 * PAUSE_NANOS * 1e-9;
            assertThat(clock.busySeconds()).isBetween(once, 1.8 * once);
            assertThat(clock.callSeconds()).isGreaterThanOrEqualTo(once);
        }
    }

    @Test
    void teamsCountEveryKindOfBody() {
        TeamClock clock = new TeamClock();
        try (Team team = new TimedTeam(Team.named("forkjoin", 2), clock)) {
            Range range = new Range(0, 4, 1);
            double least = 4 * PAUSE_NANOS * 1e-9;
            team.forEach(range, Schedule.dynamic(1), (_, _) -> LockSupport.parkNanos(PAUSE_NANOS));
            assertThat(clock.busySeconds()).isGreaterThanOrEqualTo(least);
            clock.reset();
            assertThat(team.sum(range, (_, _) -> pausing(1.0))).isEqualTo(4.0);
            assertThat(clock.busySeconds()).isGreaterThanOrEqualTo(least);
            clock.reset();
            assertThat(team.sumLong(range, (_, _) -> pausing(2L))).isEqualTo(8);
            assertThat(clock.busySeconds()).isGreaterThanOrEqualTo(least);
            clock.reset();
            assertThat(team.reduce(range, "", (_, _) -> pausing("a"), String::concat))
                    .isEqualTo("aaaa");
            assertThat(clock.busySeconds()).isGreaterThanOrEqualTo(least);
        }
    }

    private static <T> T pausing(T value) {
        LockSupport.parkNanos(PAUSE_NANOS);
        return value;
    }

    /** Notes each call and takes its time. */
    private static Communicator recorder(List<Object> seen) {
        return (Communicator) Proxy.newProxyInstance(
                TimedTest.class.getClassLoader(), new Class<?>[] {Communicator.class}, (_, method, arguments) -> {
                    seen.add(method.getName());
                    seen.add(arguments == null ? List.of() : Arrays.asList(arguments));
                    LockSupport.parkNanos(2 * PAUSE_NANOS);
                    return answer(method);
                });
    }

    private static Object answer(Method method) {
        Class<?> type = method.getReturnType();
        if (type == int.class) {
            return 0;
        }
        if (type == Optional.class) {
            return Optional.empty();
        }
        return type != Request.class
                ? null
                : new Request() {
                    @Override
                    public Status await() {
                        return pausing(new Status(0, 0, 0));
                    }

                    @Override
                    public boolean test() {
                        return pausing(true);
                    }
                };
    }
}
