package rxt.spmd.team;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.BitSet;

/**
 * The CPUs that a thread may run on: Linux's {@code sched_getaffinity} and {@code sched_setaffinity}.
 *
 * <p>All throw {@link IllegalStateException} where the system has or grants no such call.
 */
final class Affinity {
    /** 1024 CPUs; doubled as long as the system says that it has more. */
    private static final int FIRST_BYTES = 128;

    private static final int MOST_BYTES = 1 << 16;
    private static final int EINVAL = 22;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private Affinity() {}

    /** The system's number of the calling thread. */
    static int thread() {
        try {
            return (int) handle("gettid", FunctionDescriptor.of(ValueLayout.JAVA_INT))
                    .invokeExact();
        } catch (Throwable t) {
            throw failure("gettid", t);
        }
    }

    /** The mask of a thread by its number; 0 is the calling one. */
    static BitSet read(int thread) {
        for (int bytes = FIRST_BYTES; ; bytes *= 2) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment mask = arena.allocate(bytes, Long.BYTES);
                int error = call("sched_getaffinity", thread, mask);
                if (error == 0) {
                    return BitSet.valueOf(mask.asByteBuffer());
                }
                if (error != EINVAL || bytes >= MOST_BYTES) {
                    throw new IllegalStateException("sched_getaffinity failed with errno " + error);
                }
            }
        }
    }

    /** Binds a thread by its number and reads back that it is so; 0 is the calling one. */
    static void write(int thread, BitSet cpus) {
        byte[] bits = cpus.toByteArray();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocate(Math.max(FIRST_BYTES, Math.ceilDiv(bits.length, 8) * 8), Long.BYTES);
            MemorySegment.copy(bits, 0, mask, ValueLayout.JAVA_BYTE, 0, bits.length);
            int error = call("sched_setaffinity", thread, mask);
            if (error != 0) {
                throw new IllegalStateException(
                        "sched_setaffinity to CPUs " + CpuList.format(cpus) + " failed with errno " + error);
            }
        }
        BitSet now = read(thread);
        if (!now.equals(cpus)) {
            throw new IllegalStateException(
                    "sched_setaffinity to CPUs " + CpuList.format(cpus) + " left the thread on " + CpuList.format(now));
        }
    }

    /** Returns 0 or the error's number. */
    private static int call(String name, int thread, MemorySegment mask) {
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle handle = handle(
                    name,
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                    Linker.Option.captureCallState("errno"));
            MemorySegment state = arena.allocate(STATE);
            int result = (int) handle.invokeExact(state, thread, mask.byteSize(), mask);
            return result == 0 ? 0 : (int) ERRNO.get(state, 0L);
        } catch (Throwable t) {
            throw failure(name, t);
        }
    }

    @SuppressWarnings("restricted") // Native access is what this class is for.
    private static MethodHandle handle(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        MemorySegment address = linker.defaultLookup()
                .find(name)
                .orElseThrow(() -> new IllegalStateException("this system has no " + name));
        return linker.downcallHandle(address, type, options);
    }

    private static IllegalStateException failure(String name, Throwable t) {
        return t instanceof IllegalStateException e
                ? e
                : new IllegalStateException(name + " cannot be called (" + t + ")", t);
    }
}
