package rxt.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import rxt.kernel.compute.Bifurcation;
import rxt.kernel.compute.Integrate;
import rxt.kernel.compute.Mandelbrot;
import rxt.kernel.compute.Nbody;
import rxt.kernel.compute.Parzen;
import rxt.kernel.compute.Pi;
import rxt.kernel.compute.RandomStrings;
import rxt.kernel.compute.SumSquares;
import rxt.kernel.data.ChunkedArray;
import rxt.kernel.data.CsvRead;
import rxt.kernel.data.IoWait;
import rxt.kernel.data.StringOps;
import rxt.kernel.dense.Gemm;
import rxt.kernel.dense.ImageSignature;
import rxt.kernel.dense.Tsqr;
import rxt.kernel.grid.Jacobi;
import rxt.kernel.grid.Life;
import rxt.kernel.grid.Stencil;
import rxt.kernel.grid.Wavefront;
import rxt.kernel.memory.FalseSharing;
import rxt.kernel.memory.Footprint;
import rxt.kernel.memory.Negate;
import rxt.kernel.memory.Transpose;
import rxt.kernel.memory.Triad;
import rxt.kernel.messages.Allreduce;
import rxt.kernel.messages.Isolates;
import rxt.kernel.messages.ManagedList;
import rxt.kernel.messages.PingPong;
import rxt.kernel.messages.Queue;
import rxt.kernel.messages.Ring;
import rxt.kernel.messages.ScatterGather;
import rxt.kernel.messages.SharedMemory;
import rxt.kernel.order.OrderedSum;
import rxt.kernel.order.Scan;
import rxt.kernel.sort.Sort;
import rxt.kernel.sparse.Cg;
import rxt.kernel.spectral.Spectrogram;
import rxt.kernel.sync.BoundedBuffer;
import rxt.kernel.sync.Deadlock;
import rxt.kernel.sync.Gil;
import rxt.kernel.sync.GlobalMutex;
import rxt.kernel.sync.Isolation;
import rxt.kernel.sync.Locks;
import rxt.kernel.sync.Race;
import rxt.kernel.sync.SemaphoreServer;
import rxt.kernel.sync.SpinOrPark;
import rxt.kernel.tasks.Amdahl;
import rxt.kernel.tasks.Background;
import rxt.kernel.tasks.Chunks;
import rxt.kernel.tasks.Edf;
import rxt.kernel.tasks.Futures;
import rxt.kernel.tasks.GridSearch;
import rxt.kernel.tasks.Kitchen;
import rxt.kernel.tasks.Makespan;
import rxt.kernel.tasks.Pipeline;
import rxt.kernel.tasks.PoolMap;
import rxt.kernel.tasks.Spawn;
import rxt.kernel.tasks.TaskGraph;
import rxt.kernel.tasks.Timeslice;
import rxt.kernel.tasks.Warmup;

/** All kernels; a new one is one line here. */
public final class Catalogue {
    private static final List<KernelType> OWN = List.of(
            Pi.TYPE,
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
            Footprint.TYPE,
            Gemm.TYPE,
            ImageSignature.TYPE,
            Tsqr.TYPE,
            Jacobi.TYPE,
            Stencil.TYPE,
            Wavefront.TYPE,
            Life.TYPE,
            Cg.TYPE,
            Spectrogram.TYPE,
            Sort.TYPE,
            OrderedSum.TYPE,
            Scan.TYPE,
            PingPong.TYPE,
            Ring.TYPE,
            Allreduce.TYPE,
            Amdahl.TYPE,
            Spawn.TYPE,
            Futures.TYPE,
            TaskGraph.TYPE,
            GridSearch.TYPE,
            Warmup.TYPE,
            StringOps.TYPE,
            ChunkedArray.TYPE,
            CsvRead.TYPE,
            IoWait.TYPE,
            Kitchen.TYPE,
            Edf.TYPE,
            Makespan.TYPE,
            Timeslice.TYPE,
            Pipeline.TYPE,
            Background.TYPE,
            Chunks.TYPE,
            PoolMap.TYPE,
            Race.TYPE,
            Isolation.TYPE,
            Locks.TYPE,
            SemaphoreServer.TYPE,
            SpinOrPark.TYPE,
            Queue.TYPE,
            ManagedList.TYPE,
            Isolates.TYPE,
            ScatterGather.TYPE,
            SharedMemory.TYPE,
            BoundedBuffer.TYPE,
            Deadlock.TYPE,
            Gil.TYPE,
            GlobalMutex.TYPE);

    private Catalogue() {}

    /**
     * The project's kernels, then those of every {@link KernelProvider} on the class path.
     *
     * @throws IllegalArgumentException where a provider cannot be used, or the name of one of its kernels is taken
     */
    public static List<KernelType> types() {
        List<KernelType> types = new ArrayList<>(OWN);
        Set<String> names = new HashSet<>();
        OWN.forEach(type -> names.add(type.name()));
        try {
            for (KernelProvider provider : ServiceLoader.load(KernelProvider.class, Catalogue.class.getClassLoader())) {
                for (KernelType type : provider.kernels()) {
                    if (!names.add(type.name())) {
                        throw new IllegalArgumentException("the kernel '" + type.name() + "' of "
                                + provider.getClass().getName() + " has a name that is taken; rename it");
                    }
                    types.add(type);
                }
            }
        } catch (ServiceConfigurationError e) {
            throw unusable(e.getMessage().replaceFirst("^[\\w.]+: ", ""), e);
        } catch (LinkageError e) {
            throw unusable("the class " + e.getMessage() + " is missing or damaged", e);
        }
        return types;
    }

    private static IllegalArgumentException unusable(String why, Throwable cause) {
        return new IllegalArgumentException(
                "a jar of kernels (--kernels or RXT_KERNELS) cannot be used: " + why
                        + "; make it again, with all its classes",
                cause);
    }

    /** Names of those that have a twin in C. */
    public static Set<String> twinned() {
        return types().stream()
                .filter(KernelType::hasTwin)
                .map(KernelType::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
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
                .orElseThrow(() -> new IllegalArgumentException("no kernel '" + name + "'; "
                        + meant(name, types.stream().map(KernelType::name).toList())
                        + "; --kernels JAR adds your own"));
    }

    private static String meant(String name, List<String> names) {
        return Spelling.nearest(name, names)
                .map(near -> "did you mean " + near + "? 'jobs/rxt list' shows all there are")
                .orElseGet(() -> "there are " + String.join(", ", names));
    }
}
