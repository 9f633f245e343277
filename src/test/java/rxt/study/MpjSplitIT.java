package rxt.study;

import org.junit.jupiter.api.Tag;

/** Every split over MPJ Express. */
@Tag("mpj")
class MpjSplitIT extends SplitContract {
    @Override
    String transport() {
        return "mpj";
    }

    @Override
    String library() {
        return "MPJ Express";
    }
}
