package rxt.transport.local;

import org.junit.jupiter.api.DisplayName;
import rxt.spmd.LaunchedContract;

@DisplayName("Contract of local")
class LocalContractIT extends LaunchedContract {
    LocalContractIT() {
        super("local");
    }
}
