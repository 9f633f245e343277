/**
 * A study on a cluster with Slurm. The job around a run: {@link rxt.study.slurm.Allocation}. The jobs that are sent: which
 * measure what is missing ({@link rxt.study.slurm.JobPlan}), what would be wrong with them
 * ({@link rxt.study.slurm.Lint}, {@link rxt.study.slurm.Access}), their scripts ({@link rxt.study.slurm.JobScript}), all
 * pure functions of what {@link rxt.study.slurm.Slurm} asked Slurm's programs; {@link rxt.study.slurm.Submit} sends them,
 * {@link rxt.study.slurm.StudyStatus} tells what became of them.
 *
 * <p>May import {@code study}, {@code kernel} (the catalogue only) and {@code record}.
 */
package rxt.study.slurm;
