package rxt.transport.mpj;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import rxt.spmd.Capability;
import rxt.spmd.LaunchedContract;
import rxt.spmd.ThreadLevel;

/** The exit code of mpjrun is 0 whatever happens. */
@Tag("mpj")
@DisplayName("Contract of mpj")
class MpjContractIT extends LaunchedContract {
    MpjContractIT() {
        super("mpj", false, ThreadLevel.MULTIPLE, Set.of(Capability.PERSISTENT_REQUESTS));
    }
}
