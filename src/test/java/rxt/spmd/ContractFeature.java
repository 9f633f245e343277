package rxt.spmd;

import static rxt.spmd.CommunicatorContract.demand;

import java.util.List;

/** A part of the contract that a transport may lack: then each of its calls says so, and does nothing else. */
abstract class ContractFeature {
    /**
     * A half of more ranks shows nothing that a half of four does not, and takes minutes where waiting ranks do not
     * yield.
     */
    private static final int MOST_FOR_HALVES = 4;

    private static final List<Integer> SOME_COUNTS = List.of(0, 1, 7);

    protected final Communicator comm;
    protected final int rank;
    protected final int size;
    protected final int right;
    protected final int left;

    /** Counts calls, for roots, kinds of buffers and lengths that change from call to call. */
    protected int turn;

    private final Capability capability;

    ContractFeature(Communicator comm, Capability capability) {
        this.comm = comm;
        this.capability = capability;
        rank = comm.rank();
        size = comm.size();
        right = (rank + 1) % size;
        left = (rank - 1 + size) % size;
    }

    /**
     * All features, on the communicator of all ranks and on one that was split off.
     *
     * @param signedBytes as for {@link CommunicatorContract#check}
     */
    static void checkAll(Communicator world, boolean signedBytes) {
        features(world, signedBytes).forEach(ContractFeature::check);
        for (ContractFeature feature : features(world, signedBytes)) {
            if (world.capabilities().contains(feature.capability)) {
                feature.holdsLarge();
            }
        }
        if (world.size() > MOST_FOR_HALVES) {
            return;
        }
        Communicator half = world.split(world.rank() % 2, -world.rank());
        features(half, signedBytes).forEach(ContractFeature::check);
        half.close();
    }

    private static List<ContractFeature> features(Communicator comm, boolean signedBytes) {
        return List.of(
                new ContractNonBlocking(comm),
                new ContractPersistent(comm),
                new ContractVectorTypes(comm),
                new ContractNeighborhood(comm),
                new ContractShared(comm),
                new ContractOneSided(comm, signedBytes));
    }

    final void check() {
        if (comm.capabilities().contains(capability)) {
            holds();
        } else {
            calls().forEach(this::isMissing);
        }
        comm.barrier();
    }

    /** Where the transport has the feature. */
    abstract void holds();

    /** As {@link #holds}, with long buffers. */
    void holdsLarge() {}

    /** One call of each kind, none of which begins anything where the feature is missing. */
    abstract List<Runnable> calls();

    private void isMissing(Runnable call) {
        try {
            call.run();
        } catch (UnsupportedCapabilityException e) {
            demand(e.capability(), capability, "the capability that is missing");
            String words = "not on this transport: it has no " + capability.words();
            demand(e.getMessage().contains(words), true, "'" + words + "' in: " + e.getMessage());
            return;
        }
        throw new AssertionError(capability + " is not among the capabilities, but the call went through");
    }

    /** What refuses a mistake, in these words. */
    static void refused(Runnable call, String words) {
        String message = "nothing";
        try {
            call.run();
        } catch (CommunicationException | IllegalArgumentException e) {
            message = e.getMessage();
        }
        demand(message.contains(words), true, "'" + words + "' in the refusal: " + message);
    }

    /** 0, 1 or 7, another one each time: a few dozen calls have each with each type and kind of buffer. */
    final int someCount() {
        return SOME_COUNTS.get(turn++ % SOME_COUNTS.size());
    }

    static long value(int from, int to, int i) {
        return (from * 31L + to * 17L + i * 7L) % 100;
    }
}
