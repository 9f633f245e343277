package rxt.kernel.messages;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.spmd.ElementType;

/**
 * A list that a server has: a slip of paper for each call, filled in here, answered there.
 *
 * @param server line to it
 * @param slip memory of {@link #BYTES}: call or verdict, index, value
 */
record ListProxy(Wire server, MemorySegment slip) implements ListAccess {
    /** Length of every message. */
    static final int BYTES = 96;

    private static final long GET = 0;
    private static final long SET = 1;
    private static final long APPEND = 2;
    private static final long CLOSE = 3;
    private static final long REFUSED = 4;
    private static final int VALUE = 16;

    /** Does what a slip asks for, and writes the answer on it; false where the client is done and expects none. */
    static boolean answer(MemorySegment slip, ShareableList list) {
        MemorySegment value = slip.asSlice(VALUE);
        long index = slip.get(ValueLayout.JAVA_LONG, Long.BYTES);
        try {
            switch ((int) slip.get(ValueLayout.JAVA_LONG, 0)) {
                case (int) GET -> TypedValue.copy(list.slot(index), value);
                case (int) SET -> TypedValue.copy(value, list.slot(index));
                case (int) APPEND -> TypedValue.copy(value, list.next());
                default -> {
                    return false;
                }
            }
        } catch (IllegalArgumentException e) {
            slip.set(ValueLayout.JAVA_LONG, 0, REFUSED);
            TypedValue.write(e.getMessage(), value);
        }
        return true;
    }

    @Override
    public Object get(long i) {
        call(GET, i, null);
        return TypedValue.read(slip.asSlice(VALUE));
    }

    @Override
    public void set(long i, Object value) {
        call(SET, i, value);
    }

    @Override
    public void append(Object value) {
        call(APPEND, 0, value);
    }

    private void call(long what, long i, Object value) {
        write(what, i, value);
        server.recv(slip, ElementType.BYTE);
        if (slip.get(ValueLayout.JAVA_LONG, 0) == REFUSED) {
            throw new IllegalArgumentException((String) TypedValue.read(slip.asSlice(VALUE)));
        }
    }

    private void write(long what, long i, Object value) {
        slip.set(ValueLayout.JAVA_LONG, 0, what);
        slip.set(ValueLayout.JAVA_LONG, Long.BYTES, i);
        TypedValue.write(value, slip.asSlice(VALUE));
        server.send(slip, ElementType.BYTE);
    }

    @Override
    public void close() {
        write(CLOSE, 0, null);
    }
}
