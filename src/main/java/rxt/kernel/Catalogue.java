package rxt.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import rxt.kernel.compute.Bifurcation;
import rxt.kernel.compute.Integrate;
import rxt.kernel.compute.Mandelbrot;
import rxt.kernel.compute.Nbody;
import rxt.kernel.compute.Parzen;
import rxt.kernel.compute.Pi;
import rxt.kernel.compute.RandomStrings;
import rxt.kernel.compute.SumSquares;
import rxt.kernel.dense.Gemm;
import rxt.kernel.dense.ImageSignature;
import rxt.kernel.grid.Jacobi;
import rxt.kernel.grid.Life;
import rxt.kernel.grid.Stencil;
import rxt.kernel.grid.Wavefront;
import rxt.kernel.memory.FalseSharing;
import rxt.kernel.memory.Negate;
import rxt.kernel.memory.Transpose;
import rxt.kernel.memory.Triad;
import rxt.kernel.order.OrderedSum;
import rxt.kernel.order.Scan;
import rxt.kernel.sort.Sort;
import rxt.kernel.sparse.Cg;
import rxt.kernel.sync.BoundedBuffer;
import rxt.kernel.sync.Gil;
import rxt.kernel.sync.GlobalMutex;
import rxt.kernel.sync.Isolation;
import rxt.kernel.sync.Locks;
import rxt.kernel.sync.Race;
import rxt.kernel.sync.SemaphoreServer;
import rxt.kernel.sync.SpinOrPark;

/** All kernels; a new one is one line here. */
public final class Catalogue {
    private static final List<KernelType> OWN = List.of(
            Pi.TYPE, //
            Integrate.TYPE,
            SumSquares.TYPE,
            Mandelbrot.TYPE,
            RandomStrings.TYPE,
            Parzen.TYPE,
            Bifurcation.TYPE,
            Nbody.TYPE,
            Triad.TYPE,
            Negate.TYPE,
            Transpose.TYPE,
            FalseSharing.TYPE,
            Gemm.TYPE, //
            ImageSignature.TYPE, //
            Jacobi.TYPE,
            Stencil.TYPE,
            Wavefront.TYPE,
            Life.TYPE,
            Cg.TYPE,
            Sort.TYPE,
            OrderedSum.TYPE,
            Scan.TYPE,
            Race.TYPE,
            Isolation.TYPE,
            Locks.TYPE,
            SemaphoreServer.TYPE,
            SpinOrPark.TYPE,
            BoundedBuffer.TYPE,
            Gil.TYPE,
            GlobalMutex.TYPE);

    private Catalogue() {}

    /** The project's kernels, then those of every {@link KernelProvider} on the class path. */
    public static List<KernelType> types() {
        List<KernelType> types = new ArrayList<>(OWN);
        for (KernelProvider provider : ServiceLoader.load(KernelProvider.class, Catalogue.class.getClassLoader())) {
            types.addAll(provider.kernels());
        }
        return types;
    }

    /**
     * The kernel of that name.
     *
     * @throws IllegalArgumentException naming all kernels where {@code name} is none
     */
    public static KernelType named(String name) {
        List<KernelType> types = types();
        return types.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kernel '" + name + "'; there are "
                        + types.stream().map(KernelType::name).collect(Collectors.joining(", "))));
    }
}
