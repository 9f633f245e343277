package rxt.kernel.data;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A server on the loopback interface that answers every request after a delay: one thread that accepts, and a virtual one
 * for each connection. It knows what it served, whatever its clients say. All threads have ended when {@link #close} has.
 *
 * <p>A request is a number of 8 bytes; the answer are so many bytes, all known from the number.
 */
final class DelayServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Duration delay;
    private final int answerBytes;
    private final ServerSocket listening;
    private final Thread accepting;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Set<Thread> serving = ConcurrentHashMap.newKeySet();
    private final LongAdder served = new LongAdder();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile boolean closed;

    /**
     * Starts it on a port that is free.
     *
     * @param connections that may be asked for at once
     */
    DelayServer(Duration delay, int answerBytes, int connections) throws IOException {
        this.delay = delay;
        this.answerBytes = answerBytes;
        listening = new ServerSocket(0, connections, InetAddress.getLoopbackAddress());
        accepting = Thread.ofPlatform().daemon().name("rxt-server").start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Requests answered. */
    long served() {
        return served.sum();
    }

    /** Requests that have waited for their answers at once, at most. */
    int mostAtOnce() {
        return most.get();
    }

    /** The byte at {@code place} of the answer to {@code request}. */
    static byte answer(long request, int place) {
        return (byte) (request * 31 + place);
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = listening.accept();
                connections.add(socket);
                Thread thread = Thread.ofVirtual().unstarted(() -> serve(socket));
                serving.add(thread);
                thread.start();
            } catch (IOException e) {
                if (!closed) {
                    end(); // the clients' connections end too, which they report
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            socket.setTcpNoDelay(true);
            DataInputStream requests = new DataInputStream(in);
            byte[] answer = new byte[answerBytes];
            while (true) {
                long request = requests.readLong();
                most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
                if (!delay.isZero()) {
                    Thread.sleep(delay);
                }
                for (int place = 0; place < answerBytes; place++) {
                    answer[place] = answer(request, place);
                }
                waiting.decrementAndGet();
                served.increment();
                out.write(answer);
            }
        } catch (IOException e) {
            return; // the client has gone, as it does when it is done
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(socket);
            serving.remove(Thread.currentThread());
        }
    }

    private void end() {
        closed = true;
        try {
            listening.close();
            for (Socket socket : connections) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        serving.forEach(Thread::interrupt);
    }

    @Override
    public void close() {
        end();
        try {
            if (!accepting.join(PATIENCE)) {
                throw new IllegalStateException("the server's accepting thread has not ended in " + PATIENCE);
            }
            end(); // a connection that came in meanwhile
            for (Thread thread : serving) {
                if (!thread.join(PATIENCE)) {
                    throw new IllegalStateException("a connection's thread has not ended in " + PATIENCE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
