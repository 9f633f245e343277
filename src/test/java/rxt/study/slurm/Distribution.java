package rxt.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import rxt.cli.ProgramRun;
import rxt.record.Build;

/** What {@code jobs/rxt dist} makes, unpacked where all nodes see it: once for all tests of this JVM. */
final class Distribution {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();

    private static Path unpacked;

    private Distribution() {}

    /** Its folder. */
    static synchronized Path folder() throws IOException, InterruptedException {
        if (unpacked == null) {
            Path parent = SlurmCluster.fresh("unpacked");
            run(CHECKOUT, CHECKOUT.resolve("jobs/rxt").toString(), "dist");
            String name = "rxt-" + Build.current().version();
            run(
                    parent,
                    "tar",
                    "-xzf",
                    CHECKOUT.resolve("target/" + name + ".tar.gz").toString());
            unpacked = parent.resolve(name);
        }
        return unpacked;
    }

    private static void run(Path from, String... command) throws IOException, InterruptedException {
        ProgramRun run = ProgramRun.of(from, Map.of("RXT_BUILD", "off"), List.of(command));
        assertThat(run.exitCode()).as(run.err()).isZero();
    }
}
