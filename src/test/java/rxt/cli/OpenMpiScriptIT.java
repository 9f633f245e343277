package rxt.cli;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** Through {@code mpirun}: the answers are those of one JVM. */
@Tag("openmpi")
@Tag("long")
class OpenMpiScriptIT extends SmokeContract {
    @Override
    List<String> launchers() {
        return List.of("local", "openmpi");
    }
}
