package rxt.kernel.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A worker's connection to a {@link DelayServer}; whoever waits longer than the delay and some seconds is told so. */
final class Connection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final byte[] request = new byte[Long.BYTES];
    private final byte[] answer;
    private final InputStream in;
    private final OutputStream out;
    private long received;

    Connection(int port, Duration delay, int answerBytes) {
        answer = new byte[answerBytes];
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS + (int) delay.toMillis());
            in = socket.getInputStream();
            out = socket.getOutputStream();
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("no connection to the server on port " + port, e);
        }
    }

    /** Sends a request and waits for its {@link #answer}. */
    void exchange(long number) {
        try {
            ByteBuffer.wrap(request).putLong(number);
            out.write(request);
            int count = in.readNBytes(answer, 0, answer.length);
            received += count;
            if (count < answer.length) {
                throw new EOFException(
                        "the server ended the connection after " + count + " of " + answer.length + " bytes");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("request " + number + " got no answer", e);
        }
    }

    byte[] answer() {
        return answer;
    }

    /** Bytes of all answers. */
    long received() {
        return received;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
