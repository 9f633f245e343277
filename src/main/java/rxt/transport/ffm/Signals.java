package rxt.transport.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The signals by which the JVM finds null pointers, stops threads and prints their stacks: some libraries under an MPI
 * (UCX) take them for their own crash reports when they are loaded, and the JVM would die of its first null pointer.
 */
final class Signals {
    private static final boolean MAC = System.getProperty("os.name").startsWith("Mac");

    /** SIGQUIT, SIGILL, SIGFPE, SIGSEGV, SIGBUS. */
    private static final int[] NUMBERS = {3, 4, 8, 11, MAC ? 10 : 7};

    /** More than any struct sigaction has. */
    private static final long ROOM = 256;

    private final MethodHandle sigaction;
    private final MemorySegment actions = Arena.ofAuto().allocate(NUMBERS.length * ROOM, Long.BYTES);

    private Signals() {
        sigaction = sigaction();
    }

    /** What they do now. */
    static Signals now() {
        Signals signals = new Signals();
        for (int i = 0; i < NUMBERS.length; i++) {
            signals.call(NUMBERS[i], MemorySegment.NULL, signals.action(i));
        }
        return signals;
    }

    /** Makes them do that again. */
    void restore() {
        for (int i = 0; i < NUMBERS.length; i++) {
            call(NUMBERS[i], action(i), MemorySegment.NULL);
        }
    }

    private MemorySegment action(int i) {
        return actions.asSlice(i * ROOM, ROOM);
    }

    private void call(int signal, MemorySegment set, MemorySegment was) {
        try {
            int _ = (int) sigaction.invokeExact(signal, set, was);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    @SuppressWarnings("restricted") // Calling native functions is what this package is for.
    private static MethodHandle sigaction() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("sigaction"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    }
}
