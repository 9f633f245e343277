package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/** What a member's calls count as. The member underneath takes two pauses for each call, a body one. */
class TimedMemberTest {
    private static final long PAUSE_NANOS = 3_000_000;
    private static final double TICK = TickSeconds.measured();

    /** What of a call is computing, in pauses, where it is not its body alone: dealing is, and nobody waits in master. */
    private static final Map<String, Integer> COMPUTING =
            Map.of("forEachOrdered", 2, "master", 3, "share", 3, "forEach", 3);

    static Stream<Method> memberCalls() {
        return Arrays.stream(Team.Member.class.getMethods())
                .filter(method -> !List.of("thread", "size", "barrier", "inner").contains(method.getName()));
    }

    @ParameterizedTest
    @MethodSource("memberCalls")
    void ofAMembersCallOnlyTheBodyIsComputing(Method call) {
        List<String> seen = new ArrayList<>();
        double pauses = leastPauses(
                seen,
                member -> invoked(
                        call,
                        member,
                        Arrays.stream(call.getParameterTypes())
                                .map(TimedMemberTest::body)
                                .toArray()));
        String name = call.getName();
        assertThat(seen).first().isEqualTo(name.equals("forEach") ? "share" : name);
        double computing = COMPUTING.getOrDefault(name, 1);
        assertThat(pauses).isBetween(computing, computing + 0.9);
    }

    @Test
    void aBarrierIsNoComputing() {
        List<String> seen = new ArrayList<>();
        assertThat(leastPauses(seen, Team.Member::barrier)).isLessThan(0.9);
        assertThat(seen).contains("barrier");
    }

    /** The least of some trials, since a busy machine adds to it. */
    private static double leastPauses(List<String> seen, Consumer<Team.Member> call) {
        double least = Double.MAX_VALUE;
        for (int trial = 0; trial < 8; trial++) {
            TimedMember member = new TimedMember(new RankClock(), 0, 1);
            member.begin(recorder(seen));
            call.accept(member);
            least = Math.min(least, member.computed() * TICK / (PAUSE_NANOS * 1e-9));
        }
        return least;
    }

    private static void invoked(Method call, Object target, Object... arguments) {
        try {
            call.setAccessible(true);
            call.invoke(target, arguments);
        } catch (InvocationTargetException | IllegalAccessException e) {
            throw new LinkageError(call + " failed", e);
        }
    }

    private static Object body(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Range" -> Range.of(0, 1);
            case "Schedule" -> Schedule.STATIC;
            case "Loop" -> (Team.Loop) (_, _) -> pause(1);
            case "OrderedLoop" ->
                (Team.OrderedLoop) (_, turn) -> {
                    pause(1);
                    turn.run(() -> pause(1));
                };
            case "Runnable" -> (Runnable) () -> pause(1);
            default -> throw new AssertionError("no argument of type " + type);
        };
    }

    private static void pause(int times) {
        LockSupport.parkNanos(times * PAUSE_NANOS);
    }

    /** Notes each call, takes its time, and runs the body it is given once. */
    private static Team.Member recorder(List<String> seen) {
        return (Team.Member) Proxy.newProxyInstance(
                TimedMemberTest.class.getClassLoader(), new Class<?>[] {Team.Member.class}, (_, method, arguments) -> {
                    seen.add(method.getName());
                    pause(2);
                    for (Object argument : arguments == null ? new Object[0] : arguments) {
                        switch (argument) {
                            case Team.Loop loop -> loop.run(0, 1);
                            case Team.OrderedLoop loop ->
                                loop.run(0, body -> {
                                    pause(2);
                                    body.run();
                                });
                            case Runnable body -> body.run();
                            default -> {}
                        }
                    }
                    return null;
                });
    }
}
