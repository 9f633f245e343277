package rxt.kernel;

import java.util.List;

/** Kernels from outside the project: a jar on the class path that names its provider in {@code META-INF/services}. */
public interface KernelProvider {
    /** The kernels of this jar; their names must not be taken. */
    List<KernelType> kernels();
}
