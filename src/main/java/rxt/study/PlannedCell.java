package rxt.study;

import java.nio.file.Path;
import java.util.Optional;
import rxt.record.Cell;
import rxt.record.LaunchSpec;
import rxt.record.LeftOut;
import rxt.record.ProgramSpec;
import rxt.study.Study.Measure;

/**
 * A cell and how it is to be measured.
 *
 * @param cell what to run
 * @param mpi whose MPI {@code ffm} is to call; see {@link LaunchSpec}
 * @param measure how often
 * @param seed of everything random in it
 * @param oversubscribe whether it may run on fewer CPUs than threads
 * @param skipped why it is left out, or ""
 * @param key stable name of the cell and how it is measured; see {@link LaunchSpec#key}
 * @param program what runs in place of a kernel; absent where a kernel does
 */
public record PlannedCell(
        Cell cell,
        String mpi,
        Measure measure,
        long seed,
        boolean oversubscribe,
        String skipped,
        String key,
        Optional<ProgramSpec> program) {

    /** A kernel's. */
    static PlannedCell of(Cell cell, String mpi, Measure measure, long seed, boolean oversubscribe) {
        return new PlannedCell(cell, mpi, measure, seed, oversubscribe, "", "", Optional.empty()).named();
    }

    /** The same of a program, where there is one. */
    PlannedCell of(Optional<ProgramSpec> newProgram) {
        return new PlannedCell(cell, mpi, measure, seed, oversubscribe, skipped, "", newProgram).named();
    }

    private PlannedCell named() {
        String name = spec(0, 0, Path.of(""), Path.of("")).key();
        return new PlannedCell(cell, mpi, measure, seed, oversubscribe, skipped, name, program);
    }

    /** The configuration of one launch, whose shard goes to that path. */
    public LaunchSpec spec(int launch, int attempt, Path inputs, Path shard) {
        return new LaunchSpec(
                cell,
                mpi,
                launch,
                attempt,
                measure.steps(),
                measure.warmup(),
                seed,
                oversubscribe,
                inputs.toString(),
                shard.toString(),
                program);
    }

    /** Whether this run is to measure it. */
    public boolean runs() {
        return skipped.isEmpty();
    }

    /** Whether another run of the study may measure it: this one was not asked to. */
    boolean isLeftOut() {
        return skipped.startsWith(LeftOut.BY);
    }

    /** The same with so many launches, whatever they show; its own number where that is larger. */
    PlannedCell withLaunches(int fewest) {
        return new PlannedCell(cell, mpi, measure.withLaunches(fewest), seed, oversubscribe, skipped, key, program);
    }

    PlannedCell skippedBecause(String reason) {
        return new PlannedCell(cell, mpi, measure, seed, oversubscribe, reason, key, program);
    }
}
