package rxt.spmd;

/** The transport at hand lacks what a call needs. */
public final class UnsupportedCapabilityException extends CommunicationException {
    private static final long serialVersionUID = 1L;

    private final Capability capability;

    public UnsupportedCapabilityException(Capability capability) {
        this(capability, "it has no " + capability.words() + "; local and ffm have them");
    }

    /**
     * That of a transport that has it over other libraries.
     *
     * @param why what the library at hand lacks, and the cure
     */
    public UnsupportedCapabilityException(Capability capability, String why) {
        super("not on this transport: " + why);
        this.capability = capability;
    }

    public Capability capability() {
        return capability;
    }
}
