package rxt.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobScriptTest {
    private static final StudyPlace PLACE = new StudyPlace(
            Path.of("/home/u/rxt"),
            Path.of("/home/u/my studies/a.yaml"),
            Path.of("/scratch/50%/a.h5"),
            Map.of("RXT_MPI", "srun", "HOME", "/home/u"));

    private static JobScript.Setting setting(String... words) {
        return new JobScript.Setting(PLACE, "a", 3, JobOptions.parse(List.of(words)));
    }

    @Test
    void anArraysScriptIsAsAPersonWouldWriteIt() {
        ArrayJob array = new ArrayJob(2, 16, List.of(1, 2, 5), 6, 5400, false);
        JobScript script = JobScript.measuring(
                array, setting("--partition=main", "--account=p1", "--max-running=2", "--", "--comment=two words"));
        assertThat(script.fileName()).isEqualTo("3-nodes-2.sbatch");
        assertThat(script.text()).isEqualTo("""
                #!/bin/bash
                # Study a, cells on 2 nodes, each task a part of them. Sent again, it measures what is still missing.
                #SBATCH --job-name=rxt-a-nodes-2
                #SBATCH --nodes=2
                #SBATCH --ntasks-per-node=16
                #SBATCH --cpus-per-task=1
                #SBATCH --exclusive
                #SBATCH --time=01:30:00
                #SBATCH --array=1-2,5%2
                #SBATCH --signal=B:TERM@60
                #SBATCH --requeue
                #SBATCH --open-mode=append
                #SBATCH --output=/scratch/50%%/a.slurm/3-nodes-2.%a.log
                #SBATCH --partition=main
                #SBATCH --account=p1
                #SBATCH "--comment=two words"
                set -euo pipefail
                cd /home/u/rxt
                export RXT_BUILD=off # a job does not build
                export RXT_MPI=srun

                exec jobs/rxt run '/home/u/my studies/a.yaml' --output /scratch/50%/a.h5 --only nodes=2 --no-merge \
                --part "$SLURM_ARRAY_TASK_ID/6"
                """);
    }

    @Test
    void oneJobForAllCellsIsNoArray() {
        JobScript script = JobScript.measuring(new ArrayJob(4, 2, List.of(1), 1, 600, true), setting());
        assertThat(script.fileName()).isEqualTo("3-all.sbatch");
        assertThat(script.text())
                .doesNotContain("--array", "--part ", "--only", "%a")
                .contains("--no-merge\n");
    }

    @Test
    void theMergeIsAJobOfItsOwn() {
        JobScript script = JobScript.merging(600, setting());
        assertThat(script.fileName()).isEqualTo("3-merge.sbatch");
        assertThat(script.text())
                .contains(
                        "#SBATCH --job-name=rxt-a-merge\n",
                        "#SBATCH --time=00:10:00\n",
                        "set -euo pipefail\n",
                        "exec jobs/rxt merge '/home/u/my studies/a.yaml' --output /scratch/50%/a.h5\n");
    }
}
