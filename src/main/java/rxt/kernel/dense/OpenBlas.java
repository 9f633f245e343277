package rxt.kernel.dense;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import rxt.kernel.OpenBlasFiles;
import rxt.spmd.team.Team;

/**
 * OpenBLAS as bytedeco builds it (POSIX threads, at most 64), called on memory off the heap without copies.
 *
 * <p>The number of its threads is one for the whole process: {@code openblas_set_num_threads_local} of this build sets
 * that one too. And a call that is spread over threads keeps all others out until it ends: of several callers with two
 * threads or more each, one computes at a time (seen in 0.3.31: four callers of two threads on two cores end one after
 * the other, each in a quarter of the time). With one thread each, callers compute side by side. Ranks that are
 * threads of one JVM share the one library, and take turns in it likewise.
 */
@SuppressWarnings("restricted") // calling C is
final class OpenBlas {
    private static final int ROW_MAJOR = 101;
    private static final int COLUMN_MAJOR = 102;
    private static final int PLAIN = 111;
    private static final ValueLayout INT = ValueLayout.JAVA_INT;
    private static final ValueLayout REAL = ValueLayout.JAVA_DOUBLE;
    private static final ValueLayout ADDRESS = ValueLayout.JAVA_LONG;

    private OpenBlas() {}

    /** Loaded on first use, so that kernels are listed where there is no OpenBLAS. */
    private static final class Calls {
        static final SymbolLookup SYMBOLS = OpenBlasFiles.loaded();
        static final MethodHandle SET_THREADS = c("openblas_set_num_threads", FunctionDescriptor.ofVoid(INT));
        static final MethodHandle THREADS = c("openblas_get_num_threads", FunctionDescriptor.of(INT));
        static final MethodHandle GEMM = c(
                "cblas_dgemm",
                FunctionDescriptor.ofVoid(
                        INT, INT, INT, INT, INT, INT, REAL, ADDRESS, INT, ADDRESS, INT, REAL, ADDRESS, INT));
        static final MethodHandle FACTOR = c(
                "LAPACKE_dgeqrf_work", FunctionDescriptor.of(INT, INT, INT, INT, ADDRESS, INT, ADDRESS, ADDRESS, INT));

        private Calls() {}

        private static MethodHandle c(String name, FunctionDescriptor type) {
            return Linker.nativeLinker().downcallHandle(SYMBOLS.findOrThrow(name), type);
        }
    }

    /**
     * A matrix in memory, row by row or column by column.
     *
     * @param address of its first element
     * @param stride elements from one to the next
     */
    record Matrix(long address, int rows, int columns, int stride) {}

    /**
     * Says how many threads each call may spread over from now on, in the whole process.
     *
     * @param team who calls
     * @throws IllegalArgumentException where the library has no build for this machine or not that many threads, or
     *     where the team is pinned: the library's threads would all be on the first member's CPU
     */
    static void use(int threads, Team team) {
        // No mask is told of a virtual thread, which nobody pins.
        long places =
                team.masks().stream().filter(mask -> !mask.isEmpty()).distinct().count();
        if (threads > 1 && places > 1) {
            throw new IllegalArgumentException("variant blas: OpenBLAS's own threads cannot be pinned with the team's;"
                    + " use pinning: none, or library_threads: 1");
        }
        try {
            Calls.SET_THREADS.invokeExact(threads);
            int granted = (int) Calls.THREADS.invokeExact();
            if (granted != threads) {
                throw new IllegalArgumentException("variant blas: OpenBLAS has " + granted + " threads at most, not "
                        + threads + "; use fewer threads or library_threads: 1");
            }
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** C = A·B + beta·C; at most one call of a matrix's memory at a time. */
    static void multiply(Matrix a, Matrix b, double beta, Matrix c) {
        try {
            Calls.GEMM.invokeExact(
                    ROW_MAJOR, PLAIN, PLAIN, c.rows, c.columns, a.columns, 1.0, a.address, a.stride, b.address,
                    b.stride, beta, c.address, c.stride);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /**
     * LAPACK's A = Q·R: R on and above the diagonal of A, Householder's vectors below it.
     *
     * @param a column by column
     * @param taus address of as many doubles as A has columns
     * @param workspace address of {@code length} doubles
     */
    static void factor(Matrix a, long taus, long workspace, int length) {
        try {
            int info = (int) Calls.FACTOR.invokeExact(
                    COLUMN_MAJOR, a.rows, a.columns, a.address, a.stride, taus, workspace, length);
            if (info != 0) {
                throw new IllegalStateException("LAPACKE_dgeqrf_work refuses its argument " + -info);
            }
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static RuntimeException failed(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException exception ? exception : new IllegalStateException("OpenBLAS", e);
    }
}
