package rxt.kernel.sync;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;

/**
 * Memory at an address that is the same in every process of the ranks. The first rank of each process maps it there;
 * further ranks, which are threads of that JVM, find it.
 *
 * <p>No rank of a JVM knows when another has done with it, so they count themselves in its first word: the last one
 * unmaps it.
 */
final class CommonAddress implements AutoCloseable {
    /** Above the heaps of JVMs with short references and their classes, within the 39 bits of the smallest systems. */
    private static final long LOWEST = 1L << 36;

    private static final long STRIDE = 1L << 30;
    private static final int ADDRESSES = 64;

    private static final VarHandle USERS = ValueLayout.JAVA_LONG.varHandle();

    private final int rank;
    private final int[] processes;
    private final MemorySegment whole;

    private CommonAddress(int rank, int[] processes, MemorySegment whole) {
        this.rank = rank;
        this.processes = processes;
        this.whole = whole;
    }

    /**
     * Memory, zero at first, at the first address that all processes have free. Collective.
     *
     * @param process name of the process that this rank is of; "" is unknown, and refused
     * @throws IllegalArgumentException on every rank where there is none
     */
    static CommonAddress map(Communicator world, String process, long bytes) {
        byte[][] names = world.allgather(process.getBytes(StandardCharsets.UTF_8));
        int[] processes =
                Arrays.stream(names).mapToInt(name -> first(names, name)).toArray();
        long needed = Long.BYTES + bytes;
        boolean told = Arrays.stream(names).allMatch(name -> name.length > 0);
        for (int i = 0; told && i < ADDRESSES; i++) {
            long address = LOWEST + i * STRIDE;
            CommonAddress found = new CommonAddress(world.rank(), processes, AddressSpace.at(address, needed));
            boolean mine = found.isFirst() && AddressSpace.map(address, needed);
            if (mine) {
                USERS.setVolatile(found.whole, 0L, found.fellows().count());
            }
            if (world.allreduce(mine || !found.isFirst() ? 1L : 0L, ReduceOp.MIN) == 1) {
                return found;
            }
            if (mine) {
                AddressSpace.unmap(address, needed);
            }
        }
        throw new IllegalArgumentException("isolation needs an address that every process can map " + needed
                + " bytes at, and of " + ADDRESSES + " from 0x" + Long.toHexString(LOWEST)
                + " on there is none; use Linux with /proc and without a limit of address space (ulimit -v)");
    }

    private static int first(byte[][] names, byte[] name) {
        return IntStream.range(0, names.length)
                .filter(i -> Arrays.equals(names[i], name))
                .findFirst()
                .orElseThrow();
    }

    /** Whether this rank is the first one of its process. */
    private boolean isFirst() {
        return processes[rank] == rank;
    }

    /** The ranks of this process, this one among them. */
    IntStream fellows() {
        return IntStream.range(0, processes.length).filter(other -> processes[other] == processes[rank]);
    }

    MemorySegment memory() {
        return whole.asSlice(Long.BYTES);
    }

    /** Not to be read by this rank any more. */
    @Override
    public void close() {
        if ((long) USERS.getAndAdd(whole, 0L, -1L) == 1) {
            AddressSpace.unmap(whole.address(), whole.byteSize());
        }
    }
}
