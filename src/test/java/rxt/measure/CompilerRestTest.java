package rxt.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerRestTest {
    private static final long LONG = TimeUnit.MINUTES.toNanos(1);
    private static final int RUNS = 100;

    @Test
    void aCompilerThatRunsIsAtWork() {
        assertTrue(CompilerRest.isAtWork("17 (C2 CompilerThre) R 1 17 17 0 -1"));
        assertTrue(CompilerRest.isAtWork("18 (C1 CompilerThre) R 1 17 17 0 -1"));
    }

    @Test
    void aCompilerThatSleepsAndAnyOtherThreadAreNot() {
        assertFalse(CompilerRest.isAtWork("17 (C2 CompilerThre) S 1 17 17 0 -1"));
        assertFalse(CompilerRest.isAtWork("19 (main) R 1 17 17 0 -1"));
        assertFalse(CompilerRest.isAtWork("20 (a) R (C2 CompilerThre) S 1"));
        assertFalse(CompilerRest.isAtWork(""));
    }

    /** Between two tasks a compiler sleeps for a moment, so once asleep is not enough. */
    @Test
    void waitsForSeveralLooksInARow() {
        Iterator<Boolean> looks =
                List.of(true, false, false, true, false, false, false).iterator();
        AtomicInteger seen = new AtomicInteger();
        assertTrue(CompilerRest.await(
                () -> {
                    seen.incrementAndGet();
                    return looks.next();
                },
                LONG));
        assertEquals(7, seen.get());
    }

    @Test
    void givesUpOnACompilerThatNeverSleeps() {
        assertFalse(CompilerRest.await(() -> true, TimeUnit.MILLISECONDS.toNanos(20)));
    }

    /** The names of the threads are those of this JVM: while it runs much code for the first time, they are at work. */
    @Test
    void seesTheCompilersOfThisJvm(@TempDir Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("A.java"), "class A { int a = 1; }");
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        AtomicBoolean seen = new AtomicBoolean();
        Thread work = Thread.ofPlatform().daemon().start(() -> {
            for (int run = 0; run < RUNS && !seen.get(); run++) {
                javac.run(System.out, System.err, "-proc:none", "-d", folder.toString(), source.toString());
            }
        });
        while (work.isAlive() && !seen.get()) {
            seen.set(CompilerRest.areAtWork());
        }
        assertTrue(seen.get(), "no compiler at work during " + RUNS + " runs of javac");
    }
}
