package rxt.measure;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A counter that is cheap to read, for calls too short for {@link System#nanoTime}: the processor's time-stamp counter
 * where the system itself trusts it to be the same on all CPUs (x86-64 Linux whose clock source is {@code tsc}), elsewhere
 * {@code nanoTime}.
 *
 * <p>The JDK has no call for it, so its two instructions, {@code rdtsc; ret}, are put in memory of their own. Ticks have no
 * unit: who counts them also counts the ticks of an interval known in seconds.
 */
final class Ticks {
    private static final Path CLOCK_SOURCE =
            Path.of("/sys/devices/system/clocksource/clocksource0/current_clocksource");

    /** rdtsc; shl rdx, 32; or rax, rdx; ret. */
    private static final byte[] CODE = {
        0x0f, 0x31, 0x48, (byte) 0xc1, (byte) 0xe2, 0x20, 0x48, 0x09, (byte) 0xd0, (byte) 0xc3
    };

    private static final long PAGE = 4096;
    private static final int READ_WRITE = 1 | 2;
    private static final int READ_EXECUTE = 1 | 4;
    private static final int PRIVATE_ANONYMOUS = 2 | 0x20;

    private static final FunctionDescriptor MMAP = FunctionDescriptor.of(
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG);

    private static final FunctionDescriptor MPROTECT = FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);

    private static final MethodHandle COUNTER = counter().orElse(null);

    /** What is read. */
    static final String NAME = COUNTER == null ? "nanoTime" : "tsc";

    private Ticks() {}

    /** The counter's value now. */
    static long read() {
        if (COUNTER == null) {
            return System.nanoTime();
        }
        try {
            return (long) COUNTER.invokeExact();
        } catch (Throwable t) {
            throw new IllegalStateException("the time-stamp counter cannot be read", t);
        }
    }

    private static Optional<MethodHandle> counter() {
        try {
            if (!System.getProperty("os.arch").equals("amd64")
                    || !Files.exists(CLOCK_SOURCE)
                    || !Files.readString(CLOCK_SOURCE).strip().equals("tsc")) {
                return Optional.empty();
            }
            return Optional.of(function());
        } catch (IOException | IllegalStateException e) {
            return Optional.empty(); // a system that forbids such memory has a clock all the same
        }
    }

    @SuppressWarnings("restricted") // Native access is what this class is for.
    private static MethodHandle function() {
        try {
            MemorySegment page = ((MemorySegment)
                            call("mmap", MMAP).invokeExact(0L, PAGE, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0L))
                    .reinterpret(PAGE);
            if (page.address() == -1) {
                throw new IllegalStateException("mmap failed");
            }
            MemorySegment.copy(CODE, 0, page, ValueLayout.JAVA_BYTE, 0, CODE.length);
            if ((int) call("mprotect", MPROTECT).invokeExact(page, PAGE, READ_EXECUTE) != 0) {
                throw new IllegalStateException("mprotect failed");
            }
            return Linker.nativeLinker()
                    .downcallHandle(page, FunctionDescriptor.of(ValueLayout.JAVA_LONG), Linker.Option.critical(false));
        } catch (Throwable t) {
            throw new IllegalStateException("no memory for code", t);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle call(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type);
    }
}
