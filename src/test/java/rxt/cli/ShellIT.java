package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell scripts are clean. */
@Tag("shellcheck")
class ShellIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jobs/rxt",
                "jobs/setup.sh",
                "jobs/inputs.sh",
                ".ci/run",
                "slurm/local-cluster",
                "slurm/sweep.sbatch",
                "slurm/array.sbatch",
                "slurm/weak.sbatch",
                "slurm/nodes.sbatch",
                "slurm/merge.sbatch"
            })
    void shellcheckFindsNothing(String script) throws IOException, InterruptedException {
        ProgramRun run = ProgramRun.of(Path.of("."), Map.of(), List.of("shellcheck", script));
        assertThat(run.out() + run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }
}
