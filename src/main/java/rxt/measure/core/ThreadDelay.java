package rxt.measure.core;

/**
 * The delays of one thread, each beginning with the end of the one before; on cache lines of its own, for the end is
 * written every time, and a line that two cores write goes to and fro between them.
 */
abstract class ThreadDelay extends LastDelay {
    long b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14;

    ThreadDelay(Delay delay) {
        super(delay.length());
    }

    /** Waits once. */
    final void delay() {
        end = Delay.run(length, end);
    }
}

/** Fields of a superclass come first. */
abstract class LastDelay extends PaddingBeforeDelay {
    final int length;
    float end;

    LastDelay(int length) {
        this.length = length;
    }
}

/** The first field fills what an object's header may leave of eight bytes. */
abstract class PaddingBeforeDelay {
    int gap;
    long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14;
}
