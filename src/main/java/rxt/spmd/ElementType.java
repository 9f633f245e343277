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

    ElementType(ValueLayout layout) {
        this.layout = layout;
    }

    /** Layout of one element; its alignment is one byte, so that any segment can be read with it. */
    public ValueLayout layout() {
        return layout;
    }

    /** Size of one element in bytes. */
    public int bytes() {
        return Math.toIntExact(layout.byteSize());
    }

    /**
     * Number of elements in a buffer.
     *
     * @throws IllegalArgumentException when {@code byteSize} is no whole number of elements
     */
    public int count(long byteSize) {
        if (byteSize % bytes() != 0) {
            throw new IllegalArgumentException("a buffer of " + byteSize + " bytes holds no whole number of " + this
                    + " (" + bytes() + " bytes each)");
        }
        return Math.toIntExact(byteSize / bytes());
    }
}
