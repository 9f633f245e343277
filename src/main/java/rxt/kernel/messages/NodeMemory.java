package rxt.kernel.messages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.SharedWindow;

/** Memory that the ranks of a node share: a window of the transport, or memory found by a name that rank 0 of them chose. */
final class NodeMemory implements AutoCloseable {
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

    private final Communicator node;
    private final SharedWindow window;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;
    private final Path name;

    private NodeMemory(Communicator node, SharedWindow window, long bytes) {
        this.node = node;
        this.window = window;
        memory = window.part(0).asSlice(0, bytes);
        name = null;
    }

    private NodeMemory(Communicator world, Communicator node, long bytes) {
        this.node = node;
        window = null;
        byte[] chosen = node.rank() == 0 ? choose(bytes) : new byte[0];
        name = Path.of(new String(node.allgather(chosen)[0], StandardCharsets.UTF_8));
        try {
            memory = open(world, bytes);
        } finally {
            if (node.rank() == 0) {
                unlink();
            }
        }
    }

    /** Where the transport has shared memory; refused otherwise. Collective. */
    static NodeMemory window(Communicator world, long bytes) {
        Communicator node = world.splitShared();
        return new NodeMemory(node, node.shared(node.rank() == 0 ? bytes : 0), bytes);
    }

    /**
     * On any transport: ranks of one host name are of one node. Collective.
     *
     * @throws IllegalArgumentException on every rank where one does not find it
     */
    static NodeMemory named(Communicator world, long bytes) {
        byte[][] hosts = world.allgather(host());
        int first = 0;
        while (!Arrays.equals(hosts[first], hosts[world.rank()])) {
            first++;
        }
        return new NodeMemory(world, world.split(first, world.rank()), bytes);
    }

    private static byte[] host() {
        try {
            return Files.readAllBytes(HOST);
        } catch (IOException e) {
            return new byte[0]; // no Linux: one node
        }
    }

    /** The name, or none where there is no room. */
    private static byte[] choose(long bytes) {
        try {
            return NamedMemory.create(bytes).toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private MemorySegment open(Communicator world, long bytes) {
        MemorySegment found = MemorySegment.NULL;
        try {
            found = Files.isRegularFile(name) ? NamedMemory.open(name, arena) : MemorySegment.NULL;
        } catch (IOException e) {
            found = MemorySegment.NULL; // told to all below
        }
        long least = world.allreduce(found.byteSize(), ReduceOp.MIN); // and so all have opened it
        if (least < bytes) {
            arena.close();
            throw new IllegalArgumentException("a rank does not find the shared memory of " + bytes + " bytes in any of "
                    + NamedMemory.folders() + "; use a smaller n, or by: window where the transport has it");
        }
        return found.asSlice(0, bytes);
    }

    private void unlink() {
        try {
            if (isLinked()) {
                Files.delete(name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlink " + name, e);
        }
    }

    /** Whether there is a name that could be left behind. */
    boolean isLinked() {
        return name != null && Files.isRegularFile(name);
    }

    /** The ranks of this node. */
    Communicator node() {
        return node;
    }

    MemorySegment memory() {
        return memory;
    }

    /** What each rank wrote before, all see after. Collective. */
    void sync() {
        if (window != null) {
            window.sync();
        } else {
            VarHandle.fullFence();
            node.barrier();
            VarHandle.fullFence();
        }
    }

    @Override
    public void close() {
        if (window != null) {
            window.close();
        }
        node.close();
        arena.close();
    }
}
