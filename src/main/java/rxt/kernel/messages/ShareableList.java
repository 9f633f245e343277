package rxt.kernel.messages;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * A list of typed values in memory, all slots of one width, as Python's ShareableList; any number of workers that have the
 * memory may use different slots at once, and append.
 *
 * @param memory of {@link #bytes}: the length of the list, then the slots
 */
record ShareableList(MemorySegment memory) implements ListAccess {
    private static final int HEAD = 64;
    private static final int SLOT = 40;
    private static final VarHandle LENGTH = ValueLayout.JAVA_LONG.varHandle();

    /** Memory for so many slots. */
    static long bytes(long slots) {
        return Math.addExact(HEAD, Math.multiplyExact(slots, SLOT));
    }

    /** So many empty slots, and then these values. */
    void reset(long empty, Object... values) {
        memory.asSlice(HEAD, empty * SLOT).fill((byte) 0);
        LENGTH.setVolatile(memory, 0L, empty);
        for (Object value : values) {
            append(value);
        }
    }

    long length() {
        return (long) LENGTH.getVolatile(memory, 0L);
    }

    @Override
    public Object get(long i) {
        return TypedValue.read(slot(i));
    }

    @Override
    public void set(long i, Object value) {
        TypedValue.write(value, slot(i));
    }

    @Override
    public void append(Object value) {
        MemorySegment place = next();
        TypedValue.write(null, place); // what is refused leaves an empty slot
        TypedValue.write(value, place);
    }

    /** Another slot at the end. */
    MemorySegment next() {
        return slot((long) LENGTH.getAndAdd(memory, 0L, 1L));
    }

    MemorySegment slot(long i) {
        if (i < 0 || i >= length()) {
            throw new IllegalArgumentException("list index out of range");
        }
        return memory.asSlice(HEAD + i * SLOT, SLOT);
    }
}
