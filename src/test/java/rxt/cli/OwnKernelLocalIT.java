package rxt.cli;

/** With {@code --launcher local}. */
class OwnKernelLocalIT extends OwnKernelContract {
    @Override
    String launcher() {
        return "local";
    }
}
