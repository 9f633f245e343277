package rxt.spmd.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Parts are contiguous, in order, balanced, and know their owner. */
class PartitionTest {
    @Test
    void partsCoverTheIndicesInOrder() {
        for (long length = 0; length <= 50; length++) {
            for (int parts = 1; parts <= 9; parts++) {
                Partition partition = new Partition(length, parts);
                long next = 0;
                for (int p = 0; p < parts; p++) {
                    assertThat(partition.from(p)).isEqualTo(next);
                    assertThat(partition.lengthOf(p)).isEqualTo(length / parts + (p < length % parts ? 1 : 0));
                    assertThat(partition.rangeOf(p).length()).isEqualTo(partition.lengthOf(p));
                    for (next = partition.from(p); next < partition.to(p); next++) {
                        assertThat(partition.ownerOf(next)).isEqualTo(p);
                    }
                }
                assertThat(next).isEqualTo(length);
            }
        }
    }

    @Test
    void longestPartitionDoesNotOverflow() {
        Partition partition = new Partition(Long.MAX_VALUE, 3);
        assertThat(partition.to(2)).isEqualTo(Long.MAX_VALUE);
        assertThat(partition.ownerOf(Long.MAX_VALUE - 1)).isEqualTo(2);
        assertThat(partition.ownerOf(partition.from(2))).isEqualTo(2);
        assertThat(partition.ownerOf(partition.from(2) - 1)).isEqualTo(1);
        Partition fine = new Partition(Long.MAX_VALUE, Integer.MAX_VALUE);
        assertThat(fine.to(Integer.MAX_VALUE - 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(fine.ownerOf(Long.MAX_VALUE - 1)).isEqualTo(Integer.MAX_VALUE - 1);
    }

    @Test
    void impossibleValuesAreRefused() {
        assertThatThrownBy(() -> new Partition(-1, 2)).hasMessageContaining("0 or more, not -1");
        assertThatThrownBy(() -> new Partition(5, 0)).hasMessageContaining("1 part or more, not 0");
        assertThatThrownBy(() -> new Partition(5, 2).ownerOf(5)).hasMessage("index 5 of 5");
        assertThatThrownBy(() -> new Partition(5, 2).from(2)).hasMessage("part 2 of 2");
    }
}
