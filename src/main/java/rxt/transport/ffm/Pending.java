package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import rxt.spmd.CommunicationException;
import rxt.spmd.Request;
import rxt.spmd.Status;

/** An operation that the library has begun: waits for it, and says what then happens to its memory. */
abstract class Pending implements Request {
    /** How far it is. */
    private enum State {
        UNDER_WAY,
        DONE,
        FAILED,
        SPENT
    }

    private final MemorySegment handle;
    private final long address;
    private State state = State.SPENT;
    private Status status = Scratch.NOTHING;
    private RuntimeException failure;

    /**
     * @param handle memory of its own for the library's handle
     */
    Pending(MemorySegment handle) {
        this.handle = handle;
        address = handle.address();
    }

    /** Where the library writes, and finds, its handle. */
    final long handle() {
        return address;
    }

    /** The library has begun it. */
    final void begun() {
        state = State.UNDER_WAY;
    }

    final boolean underWay() {
        return state == State.UNDER_WAY;
    }

    /** What came; called once, when it is complete. */
    abstract Status completed(Scratch scratch);

    /** The library needs its memory no more, whether it succeeded or not. */
    abstract void released(Scratch scratch);

    /** {@link #await} has answered: it may be used for another operation. */
    abstract void spent(Scratch scratch);

    /** The error for a code of the library. */
    abstract CommunicationException failed(int code);

    /** The error of one that has nothing to wait for. */
    IllegalStateException notUnderWay() {
        return new IllegalStateException("the request is spent: await() has answered already");
    }

    @Override
    public final Status await() {
        Scratch scratch = Scratch.mine();
        if (state == State.UNDER_WAY) {
            complete(scratch, Waiting.await(address, scratch));
        }
        requireResult();
        Status result = status;
        state = State.SPENT;
        spent(scratch);
        return result;
    }

    @Override
    public final boolean test() {
        if (state == State.UNDER_WAY) {
            Scratch scratch = Scratch.mine();
            int code = Calls.test(address, scratch.out, scratch.status);
            if (code == 0 && scratch.outInt() == 0) {
                return false;
            }
            complete(scratch, code);
        }
        requireResult();
        return true;
    }

    /** After an error the library has dropped the request: it must not be asked again, and needs no memory. */
    final void complete(Scratch scratch, int code) {
        state = State.FAILED;
        try {
            if (code == 0) {
                status = completed(scratch);
                state = State.DONE;
            } else {
                failure = failed(code);
            }
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            released(scratch);
        }
    }

    private void requireResult() {
        if (state == State.FAILED) {
            throw failure;
        }
        if (state == State.SPENT) {
            throw notUnderWay();
        }
    }

    /** Keeps the handle's memory reachable. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + " at " + handle + ", " + state;
    }
}
