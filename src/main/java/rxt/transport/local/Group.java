package rxt.transport.local;

/**
 * What the ranks of one communicator share.
 *
 * <p>Its message spaces: the user's is the number {@link #context} itself, the collectives' the one after it.
 */
final class Group {
    private final int context;
    private final Board board;

    Group(int context, int size) {
        this.context = context;
        board = new Board(size);
    }

    int context() {
        return context;
    }

    Board board() {
        return board;
    }
}
