package rxt.record;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row of the group {@code environments}: what a launch ran on. Launches in the same environment share a row.
 *
 * @param environment number of the row, from 0
 * @param jvm vendor and version; of a program "", as are flags and collector
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
 * @param program command line of a program with its placeholders, and checksums of its files; "" for a kernel
 * @param physicalCores cores of the node, fewer than {@code cores} where they have several hardware threads; 0: unknown
 * @param variables variables of the environment that tune libraries, such as {@code OPENBLAS_CORETYPE=Haswell}, ordered
 *     by name
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
        String rxtCommit,
        String program,
        int physicalCores,
        String variables) {

    /** Of a kernel. */
    public EnvironmentRow(
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
        this(
                environment,
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
                rxtCommit,
                "",
                0,
                "");
    }

    /** The same on a node of so many cores. */
    public EnvironmentRow withPhysicalCores(int newPhysicalCores) {
        return new EnvironmentRow(
                environment,
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
                rxtCommit,
                program,
                newPhysicalCores,
                variables);
    }

    /** The same where these variables tune libraries. */
    public EnvironmentRow withVariables(String newVariables) {
        return new EnvironmentRow(
                environment,
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
                rxtCommit,
                program,
                physicalCores,
                newVariables);
    }

    /** The environment of a program: what is of a JVM is empty. */
    public EnvironmentRow ofProgram(String newLibrary, String newProgram) {
        return new EnvironmentRow(
                environment,
                "",
                "",
                "",
                newLibrary,
                "",
                cpuModel,
                cores,
                memoryBytes,
                governor,
                kernel,
                rxtVersion,
                rxtCommit,
                newProgram,
                physicalCores,
                variables);
    }

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
                rxtCommit,
                program,
                physicalCores,
                variables);
    }

    /** What it was run on, by the names of a twin's lines {@code info}; see {@link VersusFile.TwinEnvironment}. */
    public Map<String, String> info() {
        Map<String, String> info = new LinkedHashMap<>();
        info.put("runtime", jvm);
        info.put("flags", jvmFlags);
        info.put("library", library);
        info.put("binding", binding);
        info.put("cpu_model", cpuModel);
        info.put("cores", String.valueOf(cores));
        info.put("memory_bytes", String.valueOf(memoryBytes));
        info.put("governor", governor);
        info.put("kernel", kernel);
        return info;
    }
}
