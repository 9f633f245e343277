package rxt.spmd;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What every transport must do, as one SPMD program: each answer is computed independently of the communicator.
 *
 * <p>Arguments: transport, number of ranks, a folder, {@code all} (the contract), {@code threads} (its part on several
 * threads at once), {@code throw} (the last rank throws while the others wait), {@code abort} (the last rank aborts
 * with code 7), or {@code overlong} (a message longer than a receive that is already posted), and what the transport
 * must have: its thread level and its capabilities, joined by {@code +}. Every rank that reaches the end leaves the
 * file {@code end-<rank>} in the folder, one that fails {@code failure-<rank>} with its cause, one that cannot even
 * start {@code failure}: exit codes of launchers are not to be trusted.
 *
 * <p>Parts: {@link ContractPointToPoint}, {@link ContractRequests}, {@link ContractCollectives},
 * {@link ContractReductions}, {@link ContractSplit}, {@link ContractClose}, {@link ContractRefusals}, those of
 * {@link ContractFeature}, {@link ContractThreads}, and the last one here, which leaves an undelivered message behind.
 */
public final class CommunicatorContract {
    /** Length of long buffers. */
    static final int LARGE_BYTES = 4 << 20;

    static final long PATIENCE_NANOS = 20_000_000_000L;

    private CommunicatorContract() {}

    public static void main(String[] args) {
        // Under mpjrun the words before the program's own are the library's.
        int own = args.length - 5;
        String name = args[own];
        Path folder = Path.of(args[own + 2]);
        try {
            Transport transport = Transport.named(name);
            String mode = args[own + 3];
            ThreadLevel level = mode.equals("threads") ? ThreadLevel.MULTIPLE : ThreadLevel.SERIALIZED;
            transport.run(args, Integer.parseInt(args[own + 1]), level, (world, words) -> {
                try {
                    demand(words, Arrays.copyOfRange(args, own, args.length), "arguments");
                    demand(world.size(), Integer.parseInt(words[1]), "number of ranks");
                    demand(transport.library().isBlank() || transport.binding().isBlank(), false, "library not named");
                    demand(name.equals("ffm") && isThere("mpi.MPI"), false, "Java bindings on the class path of ffm");
                    demand(had(world, level), words[4], "thread level and capabilities");
                    program(world, mode, transport);
                    Files.writeString(folder.resolve("end-" + world.rank()), transport.library());
                } catch (Throwable e) {
                    leave(folder.resolve("failure-" + world.rank()), e);
                    throw e;
                }
            });
        } catch (Throwable e) {
            leave(folder.resolve("failure"), e);
            // Ends the ranks that wait, on every transport; a return would not.
            Runtime.getRuntime().halt(e instanceof AbortException abort ? abort.exitCode() : 1);
        }
    }

    /** The thread level, {@code asked} or less, and the capabilities, joined by {@code +} in the order of their enum. */
    private static String had(Communicator world, ThreadLevel asked) {
        ThreadLevel level = world.threadLevel().compareTo(asked) < 0 ? world.threadLevel() : asked;
        return Stream.concat(Stream.of(level), world.capabilities().stream().sorted())
                .map(Enum::name)
                .collect(Collectors.joining("+"));
    }

    private static boolean isThere(String className) {
        try {
            Class.forName(className, false, CommunicatorContract.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static void leave(Path file, Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text, true));
        try {
            Files.writeString(file, text.toString());
        } catch (IOException e) {
            System.err.println(text);
        }
    }

    private static void program(Communicator world, String mode, Transport transport) {
        int last = world.size() - 1;
        switch (mode) {
            case "all" -> check(world, transport.sharedJvm(), !transport.name().equals("openmpi"));
            case "threads" -> new ContractThreads(world).check();
            case "throw" -> {
                world.barrier();
                if (world.rank() == last) {
                    throw new IllegalStateException("rank " + last + " fails on purpose");
                }
                world.recv(new double[1], last, 0);
            }
            case "abort" -> {
                world.barrier();
                if (world.rank() == last) {
                    world.abort(7);
                }
                world.recv(new double[1], last, 0);
            }
            // Open MPI 4.1 writes a long message past the end of a posted receive before it reports the error.
            case "overlong" -> overlongForPosted(world, transport.library().startsWith("Open MPI") ? 50 : 100_000);
            default -> throw new IllegalArgumentException(mode);
        }
    }

    /**
     * The whole contract.
     *
     * @param tellsLength whether the library lets its adapter know how long a message was that did not fit
     * @param signedBytes whether windows have them; without, minima and maxima of bytes are refused there
     */
    static void check(Communicator world, boolean tellsLength, boolean signedBytes) {
        new ContractPointToPoint(world).check();
        new ContractPointToPoint(world).checkLarge();
        new ContractRequests(world).check();
        new ContractCollectives(world).check();
        new ContractCollectives(world).checkLarge();
        new ContractReductions(world).check();
        new ContractReductions(world).checkLarge();
        new ContractSplit(world).check();
        new ContractClose(world).check();
        new ContractRefusals(world).check();
        ContractFeature.checkAll(world, signedBytes);
        new ContractThreads(world).check();
        overlong(world, tellsLength);
    }

    /** A message longer than the receive that comes after it is an error that names everything. */
    private static void overlong(Communicator world, boolean tellsLength) {
        int rank = world.rank();
        int right = (rank + 1) % world.size();
        int left = (rank - 1 + world.size()) % world.size();
        world.isend(MemorySegment.ofArray(new double[8]), ElementType.DOUBLE, right, 77);
        until(() -> world.iprobe(left, 77).isPresent(), "iprobe of the message that does not fit");
        String message = "none";
        try {
            world.recv(new double[5], left, 77);
        } catch (CommunicationException e) {
            message = e.getMessage();
        }
        String[] parts = {"rank " + rank, "rank " + left, "tag 77", "40 bytes", tellsLength ? "64 bytes" : "longer"};
        for (String part : parts) {
            demand(
                    message.contains(part),
                    true,
                    "'" + part + "' in the error of a message that does not fit: " + message);
        }
    }

    private static void overlongForPosted(Communicator world, int count) {
        int last = world.size() - 1;
        if (world.rank() == 0) {
            MemorySegment small = MemorySegment.ofArray(new double[5]);
            Request receive = world.irecv(small, ElementType.DOUBLE, last, 77);
            world.barrier();
            receive.await();
        } else {
            world.barrier();
            if (world.rank() == last) {
                world.send(new double[count], 0, 77);
            }
            world.recv(new double[1], 0, 0);
        }
    }

    static void demand(Object actual, Object expected, String what) {
        if (!Objects.deepEquals(actual, expected)) {
            throw new AssertionError(what + ": " + text(actual) + " instead of " + text(expected));
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case long[] longs -> Arrays.toString(longs);
            case String[] words -> Arrays.toString(words);
            default -> String.valueOf(value);
        };
    }

    /** Waits for a condition that must come true soon. */
    static void until(BooleanSupplier condition, String what) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new AssertionError(what + ": still not after " + PATIENCE_NANOS / 1_000_000_000L + " s");
            }
            LockSupport.parkNanos(20_000);
        }
    }
}
