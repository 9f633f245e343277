package rxt.measure;

import rxt.spmd.PersistentRequest;
import rxt.spmd.Status;

/**
 * A persistent request whose starts and waits are timed.
 *
 * @param request the request
 * @param clock where the time goes
 */
record TimedPersistentRequest(PersistentRequest request, MessageClock clock) implements PersistentRequest {
    @Override
    public void start() {
        long start = Ticks.read();
        request.start();
        clock.add(Call.START, start);
    }

    @Override
    public Status await() {
        long start = Ticks.read();
        Status answer = request.await();
        clock.add(Call.WAIT, start);
        return answer;
    }

    @Override
    public boolean test() {
        long start = Ticks.read();
        boolean answer = request.test();
        clock.add(Call.TEST, start);
        return answer;
    }

    @Override
    public void close() {
        long start = Ticks.read();
        request.close();
        clock.add(Call.CLOSE, start);
    }
}
