package rxt.transport.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagingTest {
    private final Staging staging = new Staging();

    @ParameterizedTest(name = "{0} bytes: a block of {1}")
    @CsvSource({"0, 64", "1, 64", "64, 64", "65, 128", "4096, 4096", "1048577, 2097152"})
    void blocksArePowersOfTwo(long bytes, long block) {
        assertThat(staging.take(bytes).byteSize()).isEqualTo(block);
    }

    @Test
    void aBlockIsUsedAgainButNotTwiceAtOnce() {
        MemorySegment first = staging.take(100);
        MemorySegment second = staging.take(100);
        assertThat(second.address()).isNotEqualTo(first.address());
        staging.giveBack(first);
        assertThat(staging.take(70).address()).isEqualTo(first.address());
        assertThat(staging.take(70).address()).isNotEqualTo(first.address());
    }

    @Test
    void noMoreIsKeptThanTheLimit() {
        MemorySegment[] blocks = new MemorySegment[40];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = staging.take(16 << 20);
        }
        for (MemorySegment block : blocks) {
            staging.giveBack(block);
        }
        int kept = 0;
        for (int i = 0; i < blocks.length; i++) {
            long address = staging.take(16 << 20).address();
            for (MemorySegment block : blocks) {
                kept += block.address() == address ? 1 : 0;
            }
        }
        assertThat(kept).isBetween(16, 32);
    }
}
