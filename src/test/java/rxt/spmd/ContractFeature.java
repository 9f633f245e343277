package rxt.spmd;

import static rxt.spmd.CommunicatorContract.demand;

import java.util.List;

/** A part of the contract that a transport may lack: then each of its calls says so, and does nothing else. */
abstract class ContractFeature {
    protected final Communicator comm;
    protected final int rank;
    protected final int size;
    protected final int right;
    protected final int left;
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
     * All features on one communicator.
     *
     * @param wholeLibrary as for {@link CommunicatorContract#check}
     */
    static void checkAll(Communicator comm, boolean wholeLibrary) {
        new ContractNonBlocking(comm).check();
        new ContractPersistent(comm).check();
        new ContractVectorTypes(comm).check();
        new ContractNeighborhood(comm).check();
        new ContractShared(comm).check();
        new ContractOneSided(comm, wholeLibrary).check();
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

    static long value(int from, int to, int i) {
        return (from * 31L + to * 17L + i * 7L) % 100;
    }
}
