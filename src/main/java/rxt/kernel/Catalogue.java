package rxt.kernel;

import java.util.List;
import java.util.stream.Collectors;
import rxt.kernel.dense.ImageSignature;
import rxt.kernel.grid.Jacobi;

/** All kernels; a new one is one line here. */
public final class Catalogue {
    private static final List<KernelType> TYPES = List.of(
            ImageSignature.TYPE, // dense
            Jacobi.TYPE); // grid

    private Catalogue() {}

    public static List<KernelType> types() {
        return TYPES;
    }

    /**
     * The kernel of that name.
     *
     * @throws IllegalArgumentException naming all kernels where {@code name} is none
     */
    public static KernelType named(String name) {
        return TYPES.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kernel '" + name + "'; there are "
                        + TYPES.stream().map(KernelType::name).collect(Collectors.joining(", "))));
    }
}
