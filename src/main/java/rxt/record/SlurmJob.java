package rxt.record;

/** The Slurm job that this process runs in. */
public final class SlurmJob {
    private SlurmJob() {}

    /** Its number; "" outside of a job. */
    public static String number() {
        return System.getenv().getOrDefault("SLURM_JOB_ID", "");
    }
}
