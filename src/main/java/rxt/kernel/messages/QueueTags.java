package rxt.kernel.messages;

/** Tags of one thread's messages to and from the server of a queue. */
record QueueTags(int thread) {
    static final int PUT = 0;
    static final int TAKE = 1;
    static final int DONE = 2;
    static final int REPLY = 3;
    private static final int KINDS = 4;

    static QueueTags of(int tag) {
        return new QueueTags(tag / KINDS);
    }

    static int kind(int tag) {
        return tag % KINDS;
    }

    int put() {
        return thread * KINDS + PUT;
    }

    int take() {
        return thread * KINDS + TAKE;
    }

    int done() {
        return thread * KINDS + DONE;
    }

    int reply() {
        return thread * KINDS + REPLY;
    }
}
