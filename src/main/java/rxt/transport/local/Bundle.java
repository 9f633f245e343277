package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import rxt.spmd.Arguments;
import rxt.spmd.Request;
import rxt.spmd.Status;

/** A collective under way: messages that were all begun at once, and what remains to be done when all are there. */
final class Bundle implements Request {
    private final Arguments arguments;
    private final String call;
    private final List<Request> messages = new ArrayList<>();
    private final List<Long> lengths = new ArrayList<>();
    private Runnable end;
    private int over;

    Bundle(Arguments arguments, String call) {
        this.arguments = arguments;
        this.call = call;
    }

    void addSend(Request send) {
        messages.add(send);
        lengths.add(-1L);
    }

    /** Adds a receive whose message must fill {@code buffer}. */
    void addReceive(Request receive, MemorySegment buffer) {
        messages.add(receive);
        lengths.add(buffer.byteSize());
    }

    /** Sets what this rank itself does when all messages are there. */
    Bundle then(Runnable last) {
        end = last;
        return this;
    }

    @Override
    public Status await() {
        while (over < messages.size()) {
            finishOne();
        }
        return finish();
    }

    @Override
    public boolean test() {
        while (over < messages.size() && messages.get(over).test()) {
            finishOne();
        }
        boolean isOver = over == messages.size();
        if (isOver) {
            finish();
        }
        return isOver;
    }

    private void finishOne() {
        Status status = messages.get(over).await();
        if (lengths.get(over) >= 0) {
            arguments.equal(status.bytes(), lengths.get(over), call);
        }
        over++;
    }

    private Status finish() {
        if (end != null) {
            Runnable last = end;
            end = null;
            last.run();
        }
        return LocalCommunicator.NO_NEIGHBOUR;
    }
}
