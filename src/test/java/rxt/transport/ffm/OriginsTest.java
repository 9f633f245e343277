package rxt.transport.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

/** Which origins a completion ends. */
class OriginsTest {
    private static final int TARGET = 3;
    private static final int ALL = -1;

    private final Scratch scratch = new Scratch();
    private final Origins origins = new Origins();

    /** A get whose answer, one byte of 7, the library has already brought. */
    private byte[] get(int target) {
        byte[] result = new byte[1];
        MemorySegment buffer = MemorySegment.ofArray(result);
        MemorySegment memory = scratch.write(buffer);
        memory.set(ValueLayout.JAVA_BYTE, 0, (byte) 7);
        origins.add(buffer, memory, target, true);
        return result;
    }

    @Test
    void endsOnlyThoseBeforeTheMark() {
        byte[] before = get(TARGET);
        long mark = origins.mark();
        byte[] after = get(TARGET);
        origins.complete(scratch, TARGET, mark);
        assertEquals(7, before[0], "a get that was begun before the flush");
        assertEquals(0, after[0], "a get that another thread began during the flush");
        origins.complete(scratch, ALL, origins.mark());
        assertEquals(7, after[0], "the later get after a later fence");
    }

    @Test
    void keepsThoseOfOtherTargets() {
        byte[] other = get(TARGET + 1);
        byte[] own = get(TARGET);
        origins.complete(scratch, TARGET, origins.mark());
        assertEquals(0, other[0], "a get from another target");
        assertEquals(7, own[0], "a get from the target that is flushed");
        origins.complete(scratch, TARGET + 1, origins.mark());
        assertEquals(7, other[0], "a get from the other target, flushed later");
    }
}
