package rxt.study.slurm;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a study and what becomes of it lie.
 *
 * @param home folder of the checkout or distribution, with {@code jobs/rxt}; absolute
 * @param study the study file; absolute
 * @param output its results file; absolute
 * @param environment variables of the caller
 */
public record StudyPlace(Path home, Path study, Path output, Map<String, String> environment) {
    public StudyPlace {
        home = home.toAbsolutePath().normalize();
        study = study.toAbsolutePath().normalize();
        output = output.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /** Folder of the jobs' scripts, logs and numbers: {@code <output>.slurm}. */
    public Path jobs() {
        return output.resolveSibling(output.getFileName().toString().replaceFirst("\\.h5$", "") + ".slurm");
    }
}
