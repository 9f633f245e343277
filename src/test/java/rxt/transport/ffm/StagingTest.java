package rxt.transport.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much memory is kept for the next message. */
class StagingTest {
    /** Of blocks that were given back, those which so many takes answer again. */
    private static long again(Staging staging, List<MemorySegment> given, long bytes) {
        Set<Long> addresses = given.stream().map(MemorySegment::address).collect(Collectors.toSet());
        List<MemorySegment> taken = take(staging, given.size(), bytes);
        return taken.stream().filter(b -> addresses.contains(b.address())).count();
    }

    private static List<MemorySegment> take(Staging staging, int blocks, long bytes) {
        return Stream.generate(() -> staging.take(bytes)).limit(blocks).toList();
    }

    @Test
    void keepsNoMoreThanItsBytes() {
        Staging staging = new Staging(4096);
        List<MemorySegment> blocks = take(staging, 7, 1000);
        blocks.forEach(staging::giveBack);
        assertEquals(4, again(staging, blocks, 1000), "blocks of 1 KiB kept in 4 KiB");
    }

    @Test
    void countsAllLengthsTogether() {
        Staging staging = new Staging(4096);
        List<MemorySegment> longer = take(staging, 2, 2048);
        List<MemorySegment> shorter = take(staging, 2, 64);
        longer.forEach(staging::giveBack);
        shorter.forEach(staging::giveBack);
        assertEquals(0, again(staging, shorter, 64), "short blocks kept beside 4 KiB of longer ones");
        assertEquals(2, again(staging, longer, 2048), "longer blocks kept in 4 KiB");
    }
}
