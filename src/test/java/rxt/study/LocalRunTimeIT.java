package rxt.study;

/** Times of a real run on transport local. */
class LocalRunTimeIT extends RunTimeContract {
    @Override
    String transport() {
        return "local";
    }
}
