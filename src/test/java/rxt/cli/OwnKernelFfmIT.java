package rxt.cli;

import org.junit.jupiter.api.Tag;

/** With {@code --launcher ffm}. */
@Tag("ffm")
class OwnKernelFfmIT extends OwnKernelContract {
    @Override
    String launcher() {
        return "ffm";
    }
}
