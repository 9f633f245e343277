package rxt.spmd.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rxt.spmd.team.Schedule.Kind;

/** Every index of a range belongs to exactly one member under every schedule, and to the right one. */
class DealTest {
    private static final long FROM = -17;

    /** A chunk that a member ran. */
    private record Chunk(int member, long from, long to) {}

    @ParameterizedTest
    @EnumSource
    void everyIndexIsCoveredOnce(Kind kind) {
        for (int size = 1; size <= 9; size++) {
            for (long length = 0; length <= 50; length++) {
                for (long chunk = 1; chunk <= 7; chunk++) {
                    Range range = Range.of(FROM, FROM + length);
                    List<Chunk> chunks = deal(range, new Schedule(kind, chunk), size);
                    assertThat(indices(chunks))
                            .as("%s, %s members, length %s, chunk %s", kind, size, length, chunk)
                            .containsExactlyElementsOf(indices(List.of(new Chunk(0, FROM, FROM + length))));
                }
            }
        }
    }

    @Test
    void staticPartsAreContiguousInOrderAndBalanced() {
        for (int size = 1; size <= 9; size++) {
            for (long length = 0; length <= 50; length++) {
                long next = 0;
                for (int k = 0; k < size; k++) {
                    long start = Deal.start(length, size, k);
                    long partLength = Deal.start(length, size, k + 1) - start;
                    assertThat(start).isEqualTo(next);
                    assertThat(partLength).isBetween(length / size, (length + size - 1) / size);
                    next += partLength;
                }
                assertThat(next).isEqualTo(length);
            }
        }
    }

    @Test
    void cyclicChunksGoRoundTheMembers() {
        for (int size = 1; size <= 9; size++) {
            for (long chunk = 1; chunk <= 7; chunk++) {
                for (Chunk c : deal(Range.of(0, 50), Schedule.cyclic(chunk), size)) {
                    assertThat(c.from() % chunk).isZero();
                    assertThat(c.member()).isEqualTo((int) (c.from() / chunk % size));
                    assertThat(c.to()).isEqualTo(Math.min(50, c.from() + chunk));
                }
            }
        }
    }

    @Test
    void dynamicChunksHaveTheirLength() {
        assertThat(deal(Range.of(0, 10), Schedule.dynamic(4), 2))
                .containsExactly(new Chunk(0, 0, 4), new Chunk(0, 4, 8), new Chunk(0, 8, 10));
    }

    @Test
    void dynamicChunksAreFirstTheMembersOwnThenThoseOfTheNext() {
        Deal deal = new Deal(3);
        List<Long> chunks = new ArrayList<>();
        deal.run(1, Range.of(0, 9), Schedule.dynamic(1), (from, _) -> chunks.add(from));
        assertThat(chunks).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 0L, 1L, 2L);
    }

    @Test
    void monotonicChunksRiseWhoeverAsks() {
        Deal deal = new Deal(3);
        List<Long> chunks = new ArrayList<>();
        deal.run(1, Range.of(0, 9), Schedule.monotonic(2), (from, _) -> chunks.add(from));
        assertThat(chunks).containsExactly(0L, 2L, 4L, 6L, 8L);
    }

    /** What is left of a loop would keep indices of the next from being run. */
    @Test
    void aMemberClearsItsPartAndTheFirstWhatIsEverybodys() {
        for (Schedule schedule : List.of(Schedule.dynamic(1), Schedule.monotonic(1), Schedule.guided(1))) {
            Deal deal = new Deal(2);
            for (int loop = 0; loop < 3; loop++) {
                List<Long> seen = new ArrayList<>();
                deal.run(
                        1,
                        Range.of(0, 6),
                        schedule,
                        (from, to) -> LongStream.range(from, to).forEach(seen::add));
                assertThat(seen).as("%s", schedule).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L);
                deal.reset(0);
                deal.reset(1);
            }
        }
    }

    @Test
    void guidedChunksShrinkToTheSmallest() {
        assertThat(deal(Range.of(0, 32), Schedule.guided(3), 4).stream().map(c -> c.to() - c.from()))
                .containsExactly(8L, 6L, 4L, 3L, 3L, 3L, 3L, 2L);
    }

    @ParameterizedTest
    @EnumSource
    void theLongestRangeDoesNotOverflow(Kind kind) {
        for (Range range : List.of(Range.of(0, Long.MAX_VALUE), Range.of(Long.MIN_VALUE, -1), Range.of(-5, 1L << 62))) {
            for (long chunk : new long[] {Long.MAX_VALUE, Long.MAX_VALUE - 1, (1L << 62) + 1, 1L << 58}) {
                List<Chunk> chunks = new ArrayList<>(deal(range, new Schedule(kind, chunk), 3));
                chunks.sort((a, b) -> Long.compare(a.from(), b.from()));
                long next = range.from();
                for (Chunk c : chunks) {
                    assertThat(c.from()).as("%s %s %s", kind, range, chunk).isEqualTo(next);
                    assertThat(c.to()).isGreaterThan(c.from());
                    next = c.to();
                }
                assertThat(next).isEqualTo(range.to());
            }
        }
    }

    /**
     * Dealt as for a larger team than there are threads, so that guided chunks are short and half of the dynamic ones
     * everybody's; long enough for the threads to overlap.
     */
    @ParameterizedTest
    @CsvSource({"DYNAMIC, 8", "MONOTONIC, 4", "GUIDED, 100000"})
    void contendedIndicesAreCoveredOnce(Kind kind, int size) throws Exception {
        int length = 4_000_000;
        int threads = 4;
        byte[] hits = new byte[length];
        LongAdder covered = new LongAdder();
        Deal deal = new Deal(size);
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Thread> members = new ArrayList<>();
        for (int k = 0; k < threads; k++) {
            int member = k;
            members.add(Thread.ofPlatform().start(() -> {
                await(start);
                deal.run(member, Range.of(0, length), new Schedule(kind, 1), (from, to) -> {
                    covered.add(to - from);
                    Arrays.fill(hits, (int) from, (int) to, (byte) 1);
                });
            }));
        }
        for (Thread thread : members) {
            thread.join();
        }
        assertThat(covered.sum()).isEqualTo(length);
        assertThat(IntStream.range(0, length).filter(i -> hits[i] == 0)).isEmpty();
    }

    @Test
    void impossibleRangesAndChunksAreRefused() {
        assertThatThrownBy(() -> Range.of(3, 2)).hasMessage("a range ends before it begins: 3 to 2");
        assertThatThrownBy(() -> Range.of(-1, Long.MAX_VALUE)).hasMessageContaining("2⁶³−1 indices at most");
        assertThatThrownBy(() -> Range.of(0, 1).inBlocksOf(0)).hasMessageContaining("1 or more, not 0");
        assertThatThrownBy(() -> Schedule.dynamic(0)).hasMessageContaining("1 or more, not 0");
    }

    /** Members run one after the other. */
    private static List<Chunk> deal(Range range, Schedule schedule, int size) {
        Deal deal = new Deal(size);
        List<Chunk> chunks = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            int member = k;
            deal.run(member, range, schedule, (from, to) -> chunks.add(new Chunk(member, from, to)));
        }
        return chunks;
    }

    private static List<Long> indices(List<Chunk> chunks) {
        List<Long> all = new ArrayList<>();
        for (Chunk c : chunks) {
            for (long i = c.from(); i < c.to(); i++) {
                all.add(i);
            }
        }
        all.sort(null);
        return all;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
