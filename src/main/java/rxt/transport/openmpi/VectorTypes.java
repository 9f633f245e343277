package rxt.transport.openmpi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mpi.Datatype;
import rxt.spmd.VectorType;

/** The library's own types for those that were used, kept until the end: a program has few. */
final class VectorTypes {
    private final Map<VectorType, Datatype> known = new ConcurrentHashMap<>();

    Datatype of(VectorType type, int rank) {
        Datatype found = known.get(type);
        return found != null ? found : known.computeIfAbsent(type, _ -> make(type, rank));
    }

    private static Datatype make(VectorType type, int rank) {
        return Native.call("vector type", rank, () -> {
            Datatype made =
                    Datatype.createVector(type.count(), type.blockLength(), type.stride(), Native.of(type.element()));
            made.commit();
            return made;
        });
    }
}
