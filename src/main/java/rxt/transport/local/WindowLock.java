package rxt.transport.local;

import java.lang.foreign.MemorySegment;

/** One rank's hold on a target's lock, a word that counts its sharers, −1 for an exclusive one. */
final class WindowLock implements Awaited {
    private static final long EXCLUSIVE = -1;

    private final LocalCommunicator comm;
    private final MemorySegment memory;
    private final int target;
    private boolean exclusive;
    private boolean isHeld;

    WindowLock(LocalCommunicator comm, MemorySegment memory, int target) {
        this.comm = comm;
        this.memory = memory;
        this.target = target;
    }

    void lock(boolean alone) {
        if (isHeld) {
            throw comm.arguments.refusal("lock of rank " + target + ", which this rank has locked; unlock it before");
        }
        exclusive = alone;
        comm.port.await(this);
    }

    void unlock() {
        if (!isHeld) {
            throw comm.arguments.refusal("unlock of rank " + target + ", which this rank has not locked");
        }
        isHeld = false;
        Atomics.add(memory, exclusive ? 1 : -1);
        comm.world.bells().ringAll();
    }

    /** Takes the lock where that is possible. */
    @Override
    public boolean isOver() {
        if (!isHeld) {
            long sharers = Atomics.first(memory);
            boolean isFree = exclusive ? sharers == 0 : sharers != EXCLUSIVE;
            isHeld = isFree
                    && Atomics.compareAndExchange(memory, 0, sharers, exclusive ? EXCLUSIVE : sharers + 1) == sharers;
        }
        return isHeld;
    }

    @Override
    public String words() {
        return "rank " + comm.rank() + ": lock of rank " + target;
    }
}
