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
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/** The decorators hand every call on, and time it. */
class TimedTest {
    private static final long PAUSE_NANOS = 3_000_000;

    private static final List<String> NO_MESSAGES =
            List.of("rank", "size", "threadLevel", "capabilities", "abort", "sources", "destinations", "part", "local");

    /** The calls that the conveniences of {@link ArrayCommunicator} end in, and those on all that they return. */
    static Stream<Arguments> calls() {
        return Stream.concat(
                methods(Communicator.class)
                        .filter(method -> method.getDeclaringClass() != ArrayCommunicator.class)
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
        MessageClock clock = new MessageClock();
        Object timed = new TimedCommunicator(recorder(Communicator.class, seen), clock);
        if (maker instanceof Method made) {
            timed = invoked(made, timed, arguments(made));
        }
        seen.clear();
        clock.reset();
        Object[] arguments = arguments(call);
        invoked(call, timed, arguments);
        assertThat(seen).containsExactly(call.getName(), Arrays.asList(arguments));
        assertThat(clock.seconds() >= PAUSE_NANOS * 1e-9).isEqualTo(!NO_MESSAGES.contains(call.getName()));
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

    static Stream<Method> memberCalls() {
        return methods(Team.Member.class)
                .filter(method -> !List.of("thread", "size", "barrier", "inner").contains(method.getName()));
    }

    /** A member's calls take a while themselves, and each runs its body once, which takes half as long. */
    @ParameterizedTest
    @MethodSource("memberCalls")
    void ofAMembersCallOnlyTheBodyIsComputing(Method call) {
        List<Object> seen = new ArrayList<>();
        double pauses = leastBusyPauses(
                seen,
                member -> invoked(
                        call,
                        member,
                        Arrays.stream(call.getParameterTypes())
                                .map(TimedTest::body)
                                .toArray()));
        assertThat(seen).first().isEqualTo(call.getName());
        int bodies = call.getName().equals("forEachOrdered") ? 2 : 1;
        int calls = call.getName().equals("master") ? 1 : 0; // nobody waits in it
        assertThat(pauses).isBetween((double) bodies, bodies + 2 * calls + 0.9);
    }

    @Test
    void barriersAndInnerTeamsAreNoComputingOfTheMember() {
        assertThat(leastBusyPauses(new ArrayList<>(), Team.Member::barrier)).isLessThan(0.9);
        // To make an inner team costs the member time of its own; what its bodies compute is counted for itself.
        assertThat(leastBusyPauses(
                        new ArrayList<>(),
                        member -> member.inner(2).forEach(Range.of(0, 1), Schedule.STATIC, (_, _) -> pausing(0))))
                .isBetween(2.0, 2.9);
        List<Long> busy = new ArrayList<>();
        new TimedMember(recorder(Team.Member.class, new ArrayList<>()), busy::add)
                .inner(2)
                .sumLong(Range.of(0, 1), (_, _) -> pausing(0L));
        assertThat(busy).hasSize(1).allSatisfy(nanos -> assertThat(nanos).isGreaterThanOrEqualTo(PAUSE_NANOS));
    }

    /** What counts as computing, in pauses; the least of some trials, since a busy machine adds to it. */
    private static double leastBusyPauses(List<Object> seen, Consumer<Team.Member> call) {
        double least = Double.MAX_VALUE;
        for (int trial = 0; trial < 8; trial++) {
            TimedMember member = new TimedMember(recorder(Team.Member.class, seen), _ -> {});
            long start = System.nanoTime();
            call.accept(member);
            long busy = System.nanoTime() - start - member.waitedNanos();
            least = Math.min(least, (double) busy / PAUSE_NANOS);
        }
        return least;
    }

    private static Object body(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Range" -> Range.of(0, 1);
            case "Schedule" -> Schedule.STATIC;
            case "Loop" -> (Team.Loop) (_, _) -> pausing(0);
            case "OrderedLoop" ->
                (Team.OrderedLoop) (_, turn) -> {
                    pausing(0);
                    turn.run(() -> pausing(0));
                };
            case "Runnable" -> (Runnable) () -> pausing(0);
            default -> throw new AssertionError("no argument of type " + type);
        };
    }

    @Test
    void theTeamItselfLeavesNothingToADefault() {
        assertThat(methods(Team.class).filter(method -> !isShortForm(method)))
                .allSatisfy(method -> assertThat(TimedTeam.class
                                .getMethod(method.getName(), method.getParameterTypes())
                                .getDeclaringClass())
                        .isEqualTo(TimedTeam.class));
    }

    /** forEach without a schedule ends in the one with. */
    private static boolean isShortForm(Method method) {
        return method.getName().equals("forEach") && method.getParameterCount() == 2;
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

    /** Notes each call, takes its time, runs the body it is given once, and answers with what notes calls too. */
    private static <T> T recorder(Class<T> type, List<Object> seen) {
        return type.cast(Proxy.newProxyInstance(
                TimedTest.class.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    List<Object> given = arguments == null ? List.of() : Arrays.asList(arguments);
                    seen.add(method.getName());
                    seen.add(given);
                    LockSupport.parkNanos(2 * PAUSE_NANOS);
                    for (Object argument : given) {
                        switch (argument) {
                            case Team.Loop loop -> loop.run(0, 1);
                            case Team.OrderedLoop loop ->
                                loop.run(0, body -> {
                                    LockSupport.parkNanos(2 * PAUSE_NANOS);
                                    body.run();
                                });
                            case Team.LongBlock block -> block.of(0, 1);
                            case Runnable body -> body.run();
                            case null, default -> {}
                        }
                    }
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
