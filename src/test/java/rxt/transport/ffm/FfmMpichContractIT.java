package rxt.transport.ffm;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import rxt.spmd.LaunchedContract;

@Tag("ffm")
@DisplayName("Contract of ffm through MPICH")
class FfmMpichContractIT extends LaunchedContract {
    FfmMpichContractIT() {
        super("ffm");
    }

    @Override
    protected Map<String, String> environment() {
        return Ranks.environment("mpich");
    }
}
