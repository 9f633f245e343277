package rxt.analysis;

import java.util.Comparator;
import java.util.List;
import rxt.record.Cell;

/**
 * How many times longer a kernel takes than a program that computes the same at the same split: below 1 the kernel is
 * faster. Where a problem has programs only, the first of them stands in the kernel's place.
 *
 * @param kernel the cell of the kernel
 * @param program the cell of the program
 * @param ratio of their medians, its interval at 95 %
 */
public record ProgramRatio(Cell kernel, Cell program, RatioOfMedians ratio) {
    private static final double CONFIDENCE = 0.95;

    private static final Comparator<ProgramRatio> BY_SPLIT = Comparator.<ProgramRatio>comparingInt(
                    r -> r.kernel.nodes())
            .thenComparingInt(r -> r.kernel.ranks())
            .thenComparingInt(r -> r.kernel.threads());

    /** Of the measured cells of one problem, by split; pairs of one split in the order of the file. */
    static List<ProgramRatio> of(List<Measurement> measured) {
        List<Measurement> programs =
                measured.stream().filter(m -> m.cell().isProgram()).toList();
        if (programs.isEmpty()) {
            return List.of();
        }
        String first = programs.getFirst().cell().transport();
        boolean alone = programs.size() == measured.size();
        return measured.stream()
                .filter(m ->
                        alone ? m.cell().transport().equals(first) : !m.cell().isProgram())
                .flatMap(kernel -> programs.stream()
                        .filter(program -> isRival(kernel.cell(), program.cell()))
                        .map(program -> new ProgramRatio(
                                kernel.cell(),
                                program.cell(),
                                RatioOfMedians.of(kernel.bootstrap(), program.bootstrap(), 1, CONFIDENCE))))
                .sorted(BY_SPLIT)
                .toList();
    }

    private static boolean isRival(Cell kernel, Cell program) {
        return kernel.split().equals(program.split()) && !kernel.transport().equals(program.transport());
    }

    /** What is divided by what, such as {@code ffm / triad-c}. */
    public String name() {
        return kernel.transport() + " / " + program.transport();
    }
}
