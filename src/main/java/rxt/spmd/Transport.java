package rxt.spmd;

/**
 * A message-passing library that starts the ranks of one launch and connects them. Implementations live in
 * {@code rxt.transport.*}, have a public constructor without parameters, and are loaded by name alone.
 */
public interface Transport {
    /** What each rank runs. */
    @FunctionalInterface
    interface Body {
        /**
         * Runs the program of one rank.
         *
         * @param world the communicator of all ranks
         * @param arguments the program's own arguments, without those the library's launcher added
         */
        void run(Communicator world, String[] arguments) throws Exception;
    }

    /** Name in studies and files: {@code local}, {@code mpj}, {@code openmpi}, {@code ffm}. */
    String name();

    /** Library and version, such as {@code Open MPI 4.1.4}; valid once the ranks run. */
    String library();

    /** How Java reaches the library: {@code in-JVM}, {@code pure Java}, {@code JNI}, {@code FFM}. */
    String binding();

    /** Whether the ranks are threads of one JVM, and so share its heap and collector. */
    boolean sharedJvm();

    /**
     * Connects this process' ranks and runs {@code body} on each; returns when all have ended.
     *
     * <p>What a body throws is thrown here, an {@link AbortException} after {@link Communicator#abort} on a transport
     * whose ranks can be asked to end. The program must then end its process by {@link Runtime#halt} with a code other
     * than 0: that is what ends the ranks that still wait, on every transport.
     *
     * @param arguments as {@code main} received them
     * @param ranks how many ranks the launch asked for; only a transport that starts ranks itself uses it
     * @param level which threads the program wants to call from; {@link Communicator#threadLevel} tells what it got
     */
    void run(String[] arguments, int ranks, ThreadLevel level, Body body) throws Exception;

    /** As {@link #run(String[], int, ThreadLevel, Body)} with {@link ThreadLevel#SERIALIZED}. */
    default void run(String[] arguments, int ranks, Body body) throws Exception {
        run(arguments, ranks, ThreadLevel.SERIALIZED, body);
    }

    /** The transport of that name. */
    static Transport named(String name) {
        String className = switch (name) {
            case "local" -> "rxt.transport.local.LocalTransport";
            case "mpj" -> "rxt.transport.mpj.MpjTransport";
            case "openmpi" -> "rxt.transport.openmpi.OpenMpiTransport";
            case "ffm" -> "rxt.transport.ffm.FfmTransport";
            default ->
                throw new IllegalArgumentException(
                        "no transport is called '" + name + "'; there are local, mpj, openmpi, ffm");
        };
        try {
            return Class.forName(className)
                    .asSubclass(Transport.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ClassNotFoundException e) {
            throw new CommunicationException(
                    "this build has no " + name + " adapter; `jobs/rxt setup` installs its library and builds it", e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new CommunicationException("the " + name + " adapter does not load: " + e, e);
        }
    }
}
