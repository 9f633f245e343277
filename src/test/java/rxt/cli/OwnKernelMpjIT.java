package rxt.cli;

import org.junit.jupiter.api.Tag;

/** With {@code --launcher mpj}. */
@Tag("mpj")
class OwnKernelMpjIT extends OwnKernelContract {
    @Override
    String launcher() {
        return "mpj";
    }
}
