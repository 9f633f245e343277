package rxt.kernel.vectorised;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.study.Launcher;

/**
 * The loops that are meant to be vectors are vectors in the code that C2 makes of them: a kernel makes steps in a JVM
 * that prints the machine code of its innermost method. The same is asked of scalar variants, whose code must have
 * none.
 */
@EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
@Timeout(120)
class VectorisedIT {
    /** Arithmetic on all lanes of a vector of 256 bits or 512. A vector is set to 0 elsewhere, too, by an exclusive or. */
    private static final Pattern PACKED = Pattern.compile(
            "(v(add|sub|mul|div|sqrt|max|min|fn?m(add|sub)\\d+|cmp\\w*)p[sd]|vp(add|sub|mul|srl|sll|cmp|min|max)\\w*)"
                    + " .*%[yz]mm.*");

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "gemm n=283, dense.GemmTile::multiply, vfmadd\\d+pd",
        "jacobi scale=4 iterations=100, grid.StreamBlock::relaxSideBySide, vaddpd",
        "cg n=24, spmd.exact.ProductWindows::cut, vfmadd\\d+pd",
    })
    void vectors(String kernel, String method, String expected) throws Exception {
        assertThat(code(kernel, method, expected + " .*%[yz]mm.*")).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @Tag("long")
    @CsvSource({
        "pi darts=1000000, compute.PhiloxLanes::words, vpmulu?[ld]q",
        "mandelbrot size=150, compute.MandelbrotRow::counts, vmulpd",
        "nbody bodies=500, compute.NbodyForces::add, vdivpd",
        "parzen, compute.ParzenSample::within, vcmp\\w*pd",
        "random-strings, compute.RandomStringsText::characters, vp(add|cmp)\\w*",
        "tsqr rows=20000, dense.TsqrLanes::dots, vfmadd\\d+pd",
        "image-signature, dense.ImageSignatureProduct::multiplyTile, vfmadd\\d+ps",
        "stencil n=600, grid.StencilBlock::stars, vaddpd",
        "life tiles_down=2 tiles_across=2, grid.LifeRows::advanceSideBySide, vpaddb",
        "spectrogram, spectral.FourierLanes::fours, vaddpd",
        "transpose n=600, memory.TransposeTile::addTransposed, vaddpd",
        "triad n=100000, memory.Doubles::triad, vaddpd",
        "negate together=1000, memory.Doubles::negate, vp?xor\\w*",
    })
    void vectorsOfOtherKernels(String kernel, String method, String expected) throws Exception {
        vectors(kernel, method, expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource("gemm n=283 variant=scalar, dense.GemmScalars::column, vfmadd\\d+sd")
    void scalars(String kernel, String method, String expected) throws Exception {
        assertThat(code(kernel, method, expected + " .*")).isNotEmpty().noneMatch(PACKED.asMatchPredicate());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @Tag("long")
    @CsvSource({
        "pi darts=1000000 variant=scalar, compute.PiDarts::hitsOneByOne, imul",
        "mandelbrot size=150 variant=scalar, compute.MandelbrotRow::count, vmulsd",
        "stencil n=600 variant=scalar, grid.StencilBlock::star, vaddsd",
        "jacobi scale=4 iterations=100 variant=scalar, grid.StreamBlock::relaxOneByOne, vaddsd",
        "triad n=100000 variant=scalar, memory.Doubles::triadOneByOne, vaddsd",
        "life tiles_down=2 tiles_across=2 variant=scalar, grid.LifeRows::advanceOneByOne, add",
        "cg n=24 variant=scalar, spmd.exact.Terms::addProduct, imul",
    })
    void scalarsOfOtherKernels(String kernel, String method, String expected) throws Exception {
        scalars(kernel, method, expected);
    }

    /** The code in which there is such an instruction: C2 may compile a method more than once. */
    private List<String> code(String kernel, String method, String expected) throws Exception {
        String name = method.startsWith("spmd.") ? "rxt." + method : "rxt.kernel." + method;
        Process process = start(kernel, name);
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> code = List.of();
            for (byte[] next = MachineCode.byC2(output); next.length > 0; next = MachineCode.byC2(output)) {
                code = MachineCode.instructions(next, folder);
                if (code.stream().anyMatch(one -> one.matches(expected))) {
                    return code;
                }
            }
            String last = String.join("\n", code);
            throw new AssertionError("no " + expected + " in what C2 makes of " + name + ", at last:\n" + last);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Process start(String kernel, String method) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=print," + method,
                "-cp",
                System.getProperty("java.class.path"),
                KernelSteps.class.getName()));
        command.addAll(1, Launcher.JVM_FLAGS);
        command.addAll(List.of(kernel.split(" ")));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
