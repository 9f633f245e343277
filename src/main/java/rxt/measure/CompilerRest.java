package rxt.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Waits, between two steps of the warm-up, until the JVM's compilers have nothing to do. They work beside the program, and
 * a rank bound to one core shares it with them: with steps of milliseconds, what the warm-up made hot is else still being
 * compiled when the steps that count have begun, each of which then takes twice as long (measured: one compilation of
 * 115 ms, seven steps of 8 ms at 16).
 *
 * <p>Linux tells what each thread of a process does; elsewhere nothing is waited for. A compiler at work between two
 * looks is not seen, so several in a row must find all asleep.
 */
final class CompilerRest {
    private static final Path TASKS = Path.of("/proc/self/task");

    /** How HotSpot names the threads of both compilers, as far as the kernel keeps it. */
    private static final List<String> COMPILERS = List.of("C1 CompilerThre", "C2 CompilerThre");

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int LOOKS_ASLEEP = 3;

    /** For a program that is compiled anew all the time. */
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private CompilerRest() {}

    /** Waits until the compilers of this process are idle, 2 s at most; whether they are. */
    static boolean await() {
        return await(CompilerRest::areAtWork, MOST_NANOS);
    }

    static boolean await(BooleanSupplier atWork, long mostNanos) {
        long begin = System.nanoTime();
        int asleep = 0;
        while (asleep < LOOKS_ASLEEP && System.nanoTime() - begin < mostNanos) {
            asleep = atWork.getAsBoolean() ? 0 : asleep + 1;
            if (asleep < LOOKS_ASLEEP) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        return asleep == LOOKS_ASLEEP;
    }

    /** Whether a compiler's thread runs or wants to. */
    static boolean areAtWork() {
        try (Stream<Path> tasks = Files.list(TASKS)) {
            return tasks.anyMatch(task -> isAtWork(stat(task)));
        } catch (IOException | UncheckedIOException e) {
            return false; // no Linux: nothing to tell by
        }
    }

    /** By a line such as {@code 17 (C2 CompilerThre) S 1 …}. */
    static boolean isAtWork(String stat) {
        int name = stat.indexOf('(');
        int state = stat.lastIndexOf(") ");
        return name >= 0
                && state > name
                && COMPILERS.contains(stat.substring(name + 1, state))
                && stat.charAt(state + 2) == 'R';
    }

    /** Nothing of a thread that has ended since it was listed. */
    private static String stat(Path task) {
        try {
            return Files.readString(task.resolve("stat"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
