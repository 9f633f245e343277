package rxt.record;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that {@code versus core} or {@code versus kernels} measured: raw samples of both sides, of which
 * {@code rxt.analysis.versus} makes ratios.
 *
 * @param header root attributes
 * @param contests what was measured on both sides, the rows of the table
 * @param launches every launch of either side, in the order in which they ran
 * @param measured what each launch tells of each of its contests, beside the samples
 * @param samples every sample
 * @param environments what the launches ran on
 */
public record VersusFile(
        Header header,
        List<Contest> contests,
        List<TwinLaunch> launches,
        List<TwinMeasured> measured,
        List<TwinSample> samples,
        List<TwinEnvironment> environments) {

    /** Value of the root attribute {@code format}. */
    public static final String FORMAT = "rxt-versus/2";

    /**
     * The root attributes beside {@code format}.
     *
     * @param created when the file was written, ISO 8601 in UTC
     * @param rxtVersion version of RxT that wrote it
     * @param commit commit it was built from
     * @param seed seed of the order of the launches
     * @param rounds launches of each side of each contest that were planned
     */
    public record Header(String created, String rxtVersion, String commit, String seed, String rounds) {}

    /**
     * A row of the group {@code contests}.
     *
     * @param contest number of the row, from 0
     * @param what the case
     * @param suite the cases that one launch measures together
     * @param transport RxT's transport, or its team where there is one rank
     * @param library what is under it, and what the C twin is built with: openmpi, mpich, libgomp
     * @param ranks number of ranks
     * @param oversubscribed whether both sides had more threads than CPUs
     * @param reason why it was not launched, or ""
     * @param params of a kernel, every parameter as {@code name=value}, parted by blanks; otherwise ""
     */
    public record Contest(
            int contest,
            CoreCase what,
            String suite,
            String transport,
            String library,
            int ranks,
            boolean oversubscribed,
            String reason,
            String params) {
        /** Of no kernel. */
        public Contest(
                int contest,
                CoreCase what,
                String suite,
                String transport,
                String library,
                int ranks,
                boolean oversubscribed,
                String reason) {
            this(contest, what, suite, transport, library, ranks, oversubscribed, reason, "");
        }

        /** Whether a step of a kernel is measured. */
        public boolean isKernel() {
            return !params.isEmpty();
        }

        /** Whether it is a kernel against its twin, which does the same in the same way, and not one against another way. */
        public boolean isTwin() {
            return isKernel()
                    && Stream.of(CoreCase.GEMM_BLAS, CoreCase.GEMM_OF_OPENBLAS, CoreCase.TRIAD_STREAMING)
                            .noneMatch(what.operation()::startsWith);
        }

        /** Its name in tables and files, such as {@code barrier T=2} or {@code pi 1×2}. */
        public String name() {
            return isKernel() ? what.operation() + " " + ranks + "×" + what.threads() : what.name();
        }

        /** How the work is divided, such as {@code 1x2}, or {@code all}. */
        public String split() {
            return ranks == 0 ? "all" : ranks + "x" + what.threads();
        }
    }

    /**
     * A row of the group {@code launches}.
     *
     * @param launch number of the launch, from 0
     * @param round its round, from 0; the two sides of a round ran one after the other
     * @param side {@code rxt} or {@code c}
     * @param suite what it measured
     * @param transport of its contests
     * @param library of its contests
     * @param started when, ISO 8601 in UTC
     * @param wallSeconds how long it took
     * @param problem why it has no samples, or ""
     * @param command its command line
     * @param environment its row of environments, −1 where it ended before it could tell
     */
    public record TwinLaunch(
            int launch,
            int round,
            String side,
            String suite,
            String transport,
            String library,
            String started,
            double wallSeconds,
            String problem,
            String command,
            int environment) {}

    /**
     * A row of the group {@code measured}.
     *
     * @param launch its launch
     * @param contest its contest
     * @param operations operations in each sample
     * @param warmupOperations operations before the first sample
     * @param jitSeconds time of the compilers of all ranks during the samples, 0 for C
     * @param problem what is wrong with the answer, or ""
     */
    public record TwinMeasured(
            int launch, int contest, long operations, long warmupOperations, double jitSeconds, String problem) {}

    /**
     * A row of the group {@code samples}.
     *
     * @param launch its launch
     * @param contest its contest
     * @param seconds time of one operation
     * @param referenceSeconds what else was done in that time, measured without the operation just before; 0 for nothing
     */
    public record TwinSample(int launch, int contest, double seconds, double referenceSeconds) {}

    /**
     * A row of the group {@code environments}.
     *
     * @param environment number of the row, from 0
     * @param runtime the JVM, or the compiler
     * @param flags of the JVM, or of the compiler
     * @param library message-passing or threading library and version
     * @param binding how Java reaches it; C for C
     * @param cpuModel processor
     * @param cores logical CPUs of the node
     * @param memoryBytes memory of the node
     * @param governor frequency governor, or unknown
     * @param kernel operating system and kernel
     */
    public record TwinEnvironment(
            int environment,
            String runtime,
            String flags,
            String library,
            String binding,
            String cpuModel,
            int cores,
            long memoryBytes,
            String governor,
            String kernel) {}

    public VersusFile {
        contests = List.copyOf(contests);
        launches = List.copyOf(launches);
        measured = List.copyOf(measured);
        samples = List.copyOf(samples);
        environments = List.copyOf(environments);
    }

    /**
     * Puts this file at {@code path} in one step, replacing what is there.
     *
     * @throws StudyFileException where it cannot be written; then what was there is untouched
     */
    public void commit(Path path) {
        Hdf5Writer.commit(VersusSchema.LAYOUT, this, path);
    }

    /** Whether a file of this format is at {@code path}, whole or not. */
    public static boolean isAt(Path path) {
        try (Hdf5Reader _ = Hdf5Reader.open(path, VersusSchema.LAYOUT)) {
            return true;
        } catch (StudyFileException _) {
            return false;
        }
    }

    /**
     * Reads a file.
     *
     * @throws StudyFileException where it is missing, not HDF5, of another format, cut off or damaged
     */
    public static VersusFile read(Path path) {
        try (Hdf5Reader reader = Hdf5Reader.open(path, VersusSchema.LAYOUT)) {
            List<String> texts = reader.texts();
            return new VersusFile(
                    new Header(texts.get(1), texts.get(2), texts.get(3), texts.get(4), texts.get(5)),
                    reader.table(VersusSchema.CONTESTS),
                    reader.table(VersusSchema.LAUNCHES),
                    reader.table(VersusSchema.MEASURED),
                    reader.table(VersusSchema.SAMPLES),
                    reader.table(VersusSchema.ENVIRONMENTS));
        }
    }
}
