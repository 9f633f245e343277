package rxt.spmd;

/** The transport at hand lacks what a call needs. */
public final class UnsupportedCapabilityException extends CommunicationException {
    private static final long serialVersionUID = 1L;

    private final Capability capability;

    public UnsupportedCapabilityException(Capability capability) {
        super("not on this transport: it has no " + capability.words() + "; local and ffm have them");
        this.capability = capability;
    }

    public Capability capability() {
        return capability;
    }
}
