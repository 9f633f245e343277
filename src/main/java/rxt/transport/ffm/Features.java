package rxt.transport.ffm;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import rxt.spmd.Capability;
import rxt.spmd.CommunicationException;
import rxt.spmd.UnsupportedCapabilityException;

/**
 * Which functions a capability needs that came with MPI 2.2 and 3: a library may lack them and be of use without. What is
 * not named here is of MPI 2 or needed by all.
 */
final class Features {
    private static final List<String> WINDOWS = List.of(
            "MPI_Comm_split_type",
            "MPI_Win_allocate_shared",
            "MPI_Win_lock_all",
            "MPI_Win_unlock_all",
            "MPI_Win_flush",
            "MPI_Win_sync");

    private static final Map<Capability, List<String>> NEEDED = new EnumMap<>(Map.of(
            Capability.NONBLOCKING_COLLECTIVES,
            List.of(
                    "MPI_Ibarrier",
                    "MPI_Ibcast",
                    "MPI_Ireduce",
                    "MPI_Iallreduce",
                    "MPI_Igather",
                    "MPI_Iallgather",
                    "MPI_Iscatter",
                    "MPI_Ialltoall",
                    "MPI_Ialltoallv"),
            Capability.NEIGHBORHOOD,
            List.of(
                    "MPI_Dist_graph_create_adjacent",
                    "MPI_Neighbor_allgather",
                    "MPI_Neighbor_alltoall",
                    "MPI_Neighbor_alltoallv"),
            Capability.SHARED_MEMORY,
            with(WINDOWS, "MPI_Win_shared_query"),
            Capability.ONE_SIDED,
            with(WINDOWS, "MPI_Win_allocate", "MPI_Fetch_and_op", "MPI_Compare_and_swap")));

    private Features() {}

    private static List<String> with(List<String> functions, String... others) {
        return Stream.concat(functions.stream(), List.of(others).stream()).toList();
    }

    /** The capabilities of a library that has these functions. */
    static Set<Capability> of(Predicate<String> functions) {
        Set<Capability> capabilities = EnumSet.allOf(Capability.class);
        NEEDED.forEach((capability, needed) -> {
            if (!needed.stream().allMatch(functions)) {
                capabilities.remove(capability);
            }
        });
        return Set.copyOf(capabilities);
    }

    /** The error of a call of a function that the library does not have. */
    static CommunicationException missing(String function, String library) {
        String words = library + " has no function " + function
                + "; use a newer version of it, or another MPI with its own mpirun (" + Library.VARIABLE
                + " names a library)";
        return NEEDED.entrySet().stream()
                .filter(entry -> entry.getValue().contains(function))
                .<CommunicationException>map(entry -> new UnsupportedCapabilityException(entry.getKey(), words))
                .findFirst()
                .orElseGet(() -> new CommunicationException(words));
    }
}
