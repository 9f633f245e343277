package rxt.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Memory that nobody has touched yet: its pages come to lie near whoever writes them first, so a team's threads, each
 * writing what it will work on, spread it over the memories of a node. An arena's own allocation, as an array's, is set
 * to 0 by the thread that asks for it, and lies all near that one.
 */
@SuppressWarnings("restricted") // the C library alone has memory that nobody has touched
public final class FirstTouch {
    private static final long PAGE = 4096;
    private static final MethodHandle ALIGNED_ALLOC = c(
            "aligned_alloc", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle FREE = c("free", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

    private FirstTouch() {}

    private static MethodHandle c(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }

    /**
     * Doubles of any value, to be written before they are read; freed when the arena is closed.
     *
     * @param arena who owns them
     * @param count number of doubles, 0 or more
     * @throws OutOfMemoryError where the system refuses them
     */
    public static MemorySegment doubles(Arena arena, long count) {
        return bytes(arena, Math.multiplyExact(count, (long) Double.BYTES));
    }

    /** As {@link #doubles}. */
    public static MemorySegment longs(Arena arena, long count) {
        return bytes(arena, Math.multiplyExact(count, (long) Long.BYTES));
    }

    /** As {@link #doubles}. */
    public static MemorySegment ints(Arena arena, long count) {
        return bytes(arena, Math.multiplyExact(count, (long) Integer.BYTES));
    }

    /** As {@link #doubles}. */
    public static MemorySegment bytes(Arena arena, long bytes) {
        long whole = Math.multiplyExact(Math.max(1, Math.ceilDiv(bytes, PAGE)), PAGE);
        try {
            MemorySegment memory = (MemorySegment) ALIGNED_ALLOC.invokeExact(PAGE, whole);
            if (memory.address() == 0) {
                throw new OutOfMemoryError(
                        "the system refuses " + whole + " bytes; use a smaller problem or more nodes");
            }
            return memory.reinterpret(whole, arena, FirstTouch::free).asSlice(0, bytes);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("aligned_alloc", e);
        }
    }

    private static void free(MemorySegment memory) {
        try {
            FREE.invokeExact(memory);
        } catch (Throwable e) {
            throw new IllegalStateException("free", e);
        }
    }
}
