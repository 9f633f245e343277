package rxt.kernel.spectral;

import java.lang.foreign.MemorySegment;

/**
 * Power spectra of windowed frames, by one thread in memory of its own; some frames at a time, each by the arithmetic
 * of {@link FourierStages} and so with the same bits wherever it is computed.
 */
interface Fourier {
    /** Frames that are transformed side by side. */
    int width();

    /**
     * Transforms some frames.
     *
     * @param frames where they are and whither they go
     * @param first of them
     * @param count 1 to {@link #width}
     */
    void transform(Frames frames, int first, int count);

    /**
     * One rank's frames.
     *
     * @param signal samples; frame f begins with number f·hop
     * @param hop samples from frame to frame
     * @param powers |X|² of bin k of frame f as element k·count + f
     * @param count number of frames
     */
    record Frames(MemorySegment signal, int hop, MemorySegment powers, int count) {}
}
