package rxt.record;

/**
 * A row of the group {@code environments}: what a launch ran on. Launches in the same environment share a row.
 *
 * @param environment number of the row, from 0
 * @param jvm vendor and version
 * @param jvmFlags flags of rank 0's JVM
 * @param collector garbage collectors
 * @param library message-passing library and version
 * @param binding how Java reaches it
 * @param cpuModel processor
 * @param cores logical CPUs of the node
 * @param memoryBytes memory of the node
 * @param governor frequency governor, or {@code unknown}
 * @param kernel operating system and kernel
 * @param rxtVersion version of RxT
 * @param rxtCommit commit it was built from, {@code -dirty} where the tree had changes
 */
public record EnvironmentRow(
        int environment,
        String jvm,
        String jvmFlags,
        String collector,
        String library,
        String binding,
        String cpuModel,
        int cores,
        long memoryBytes,
        String governor,
        String kernel,
        String rxtVersion,
        String rxtCommit) {

    /** The same environment under another number. */
    public EnvironmentRow numbered(int number) {
        return new EnvironmentRow(
                number,
                jvm,
                jvmFlags,
                collector,
                library,
                binding,
                cpuModel,
                cores,
                memoryBytes,
                governor,
                kernel,
                rxtVersion,
                rxtCommit);
    }
}
