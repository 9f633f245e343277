package rxt.kernel.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class SpectrogramTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Spectrogram.TYPE;
    }

    /** Frames that neither ranks nor eight lanes divide, a hop that is no power of two. */
    @Override
    protected Map<String, String> params() {
        return Map.of("frames", "83", "size", "64", "hop", "27");
    }

    /** Forgets each member's last frame. */
    @Override
    protected Kernel mutant(Context context) {
        return new Spectrogram(context) {
            @Override
            void transform(Fourier transform, int from, int to) {
                super.transform(transform, from, to - 1);
            }
        };
    }

    /** Frames that begin a little too early have as much energy and the same tone, but not each its own. */
    @ParameterizedTest(name = "{0} ranks × {1} threads")
    @CsvSource({"1,1", "2,2"})
    void framesOfAnotherHopAreCaught(int ranks, int threads) throws Exception {
        run(ranks, threads, type().params(params()), context -> new Spectrogram(context) {
                    @Override
                    void transform(Fourier transform, int from, int to) {
                        super.transform(early(transform), from, to);
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    private static Fourier early(Fourier transform) {
        return new Fourier() {
            @Override
            public int width() {
                return transform.width();
            }

            @Override
            public void transform(Frames frames, int first, int count) {
                Frames early = new Frames(frames.signal(), frames.hop() - 1, frames.powers(), frames.count());
                transform.transform(early, first, count);
            }
        };
    }

    /** To the last bit, in all sizes with and without the stage of radix 2. */
    @ParameterizedTest(name = "{0} frames of {1} every {2}, {3}")
    @CsvSource({"3,16,1,hann", "9,32,40,rectangular", "8,128,64,hann", "17,256,128,rectangular", "5,2048,300,hann"})
    void vectorsComputeWhatScalarsDo(String frames, String size, String hop, String window) throws Exception {
        Set<String> digests = new HashSet<>();
        for (String variant : new String[] {"vector", "scalar"}) {
            Map<String, String> texts =
                    Map.of("frames", frames, "size", size, "hop", hop, "window", window, "variant", variant);
            for (Check check : run(2, 2, type().params(texts), type()::create)) {
                assertThat(check.valid()).as(check.toString()).isTrue();
                digests.add(check.digest());
            }
        }
        assertThat(digests).hasSize(1);
    }

    /** Powers of 1, 0, 0, … are all 1; those of 1, 1, 1, … are 0 but for the first. */
    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64})
    void transformsKnownByHand(int size) {
        FourierStages plan = new FourierStages(size, false);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment signal = arena.allocate(2L * size * Double.BYTES, 64);
            signal.setAtIndex(ValueLayout.JAVA_DOUBLE, 0, 1);
            for (int i = size; i < 2 * size; i++) {
                signal.setAtIndex(ValueLayout.JAVA_DOUBLE, i, 1);
            }
            MemorySegment powers = arena.allocate(2L * plan.bins() * Double.BYTES, 64);
            new FourierLanes(plan, arena).transform(new Fourier.Frames(signal, size, powers, 2), 0, 2);
            for (int bin = 0; bin < plan.bins(); bin++) {
                assertThat(powers.getAtIndex(ValueLayout.JAVA_DOUBLE, 2L * bin)).isCloseTo(1, within(1e-14));
                double flat = bin == 0 ? (double) size * size : 0;
                assertThat(powers.getAtIndex(ValueLayout.JAVA_DOUBLE, 2L * bin + 1))
                        .isCloseTo(flat, within(1e-14 * size * size));
            }
        }
    }

    @Test
    void aSizeThatIsNoPowerOfTwoIsRefused() {
        assertThatThrownBy(() -> run(2, 1, type().params(Map.of("size", "1000")), type()::create))
                .hasStackTraceContaining("use 512");
    }
}
