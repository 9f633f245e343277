package rxt.transport.openmpi;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import rxt.spmd.LaunchedContract;
import rxt.spmd.ThreadLevel;

@Tag("openmpi")
@DisplayName("Contract of openmpi")
class OpenMpiContractIT extends LaunchedContract {
    OpenMpiContractIT() {
        super("openmpi", true, ThreadLevel.SERIALIZED, Set.of());
    }
}
