package rxt.transport.openmpi;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import rxt.spmd.LaunchedContract;

@Tag("openmpi")
@DisplayName("Contract of openmpi")
class OpenMpiContractIT extends LaunchedContract {
    OpenMpiContractIT() {
        super("openmpi");
    }
}
