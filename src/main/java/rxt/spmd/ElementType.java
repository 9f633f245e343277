package rxt.spmd;

import java.lang.foreign.ValueLayout;

/** The type of the elements in a message buffer, in native byte order. */
public enum ElementType {
    BYTE(ValueLayout.JAVA_BYTE),
    INT(ValueLayout.JAVA_INT_UNALIGNED),
    LONG(ValueLayout.JAVA_LONG_UNALIGNED),
    FLOAT(ValueLayout.JAVA_FLOAT_UNALIGNED),
    DOUBLE(ValueLayout.JAVA_DOUBLE_UNALIGNED);

    private final ValueLayout layout;
    private final int shift;

    ElementType(ValueLayout layout) {
        this.layout = layout;
        shift = Long.numberOfTrailingZeros(layout.byteSize());
    }

    /** Layout of one element; its alignment is one byte, so that any segment can be read with it. */
    public ValueLayout layout() {
        return layout;
    }

    /** Size of one element in bytes. */
    public int bytes() {
        return 1 << shift;
    }

    /**
     * Number of elements in a buffer.
     *
     * @throws IllegalArgumentException when {@code byteSize} is no whole number of elements, or one beyond an int
     */
    public int count(long byteSize) {
        long count = byteSize >>> shift;
        // Every message comes through here: no division.
        if (count << shift != byteSize || count > Integer.MAX_VALUE) {
            throw refusal(byteSize);
        }
        return (int) count;
    }

    private IllegalArgumentException refusal(long byteSize) {
        if (byteSize % bytes() != 0) {
            return new IllegalArgumentException("a buffer of " + byteSize + " bytes holds no whole number of " + this
                    + " (" + bytes() + " bytes each)");
        }
        return new IllegalArgumentException("a buffer of " + byteSize + " bytes holds " + byteSize / bytes() + " "
                + this + ", a message at most " + Integer.MAX_VALUE + "; send it in parts");
    }
}
