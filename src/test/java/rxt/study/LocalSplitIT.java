package rxt.study;

/** Every split in one JVM. */
class LocalSplitIT extends SplitContract {
    @Override
    String transport() {
        return "local";
    }

    @Override
    String library() {
        return "RxT";
    }
}
