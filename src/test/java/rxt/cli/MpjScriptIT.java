package rxt.cli;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** Through {@code mpjrun}: the answers are those of one JVM. */
@Tag("mpj")
@Tag("long")
class MpjScriptIT extends SmokeContract {
    @Override
    List<String> launchers() {
        return List.of("local", "mpj");
    }
}
