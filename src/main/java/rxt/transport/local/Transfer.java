package rxt.transport.local;

import rxt.spmd.CommunicationException;
import rxt.spmd.Request;
import rxt.spmd.Status;

/** An operation under way; its state is guarded by the mailbox of the rank that waits for it. */
class Transfer implements Request {
    private final Mailbox mailbox;
    private final String call;
    private Status status;
    private CommunicationException failure;

    /**
     * @param mailbox of the rank that waits
     * @param call what it does, for messages
     */
    Transfer(Mailbox mailbox, String call) {
        this.mailbox = mailbox;
        this.call = call;
    }

    /** Marks it done, by any rank. */
    final void complete(Status result) {
        mailbox.change(() -> status = result);
    }

    /** Marks it failed, by any rank; the rank that waits throws. */
    final void fail(CommunicationException cause) {
        mailbox.change(() -> failure = cause);
    }

    @Override
    public Status await() {
        mailbox.await(this::isOver, call);
        return result();
    }

    @Override
    public boolean test() {
        boolean[] over = {false};
        mailbox.change(() -> over[0] = isOver());
        if (over[0]) {
            result();
        }
        return over[0];
    }

    private boolean isOver() {
        return status != null || failure != null;
    }

    private Status result() {
        if (failure != null) {
            throw new CommunicationException(failure.getMessage(), failure);
        }
        finish();
        return status;
    }

    /** What the waiting rank itself has to do once the operation is over. */
    void finish() {}
}
