package org.samovar.bridge.net;

import com.google.gson.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Optional;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Frame;
import org.samovar.bridge.v1.FrameReader;
import org.samovar.bridge.v1.FrameType;
import org.samovar.bridge.v1.Handshake;

/** A client that waits for each answer at most ten seconds. */
public final class TestClient implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final FrameReader reader;
    private final OutputStream out;
    private long lastId;

    private TestClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
        reader = new FrameReader(in);
        out = socket.getOutputStream();
    }

    /** One that has not said hello. */
    static TestClient stranger(int port) throws IOException {
        return new TestClient(port);
    }

    /** One that is let in. */
    public static TestClient connect(int port, String token) throws IOException, Fault {
        TestClient client = new TestClient(port);
        client.greet(token);
        return client;
    }

    /** Proves itself with a token; the answer is the server's HELLO, or the error. */
    Frame greet(String token) throws IOException, Fault {
        String nonce = receive().meta().get("nonce").getAsString();
        try (Token known = Token.parse(token)) {
            String own = Handshake.nonce();
            JsonObject hello = new JsonObject();
            hello.addProperty("protocol", "1.0");
            hello.addProperty("client", "test");
            hello.addProperty("nonce", own);
            hello.addProperty("proof", known.proofOfClient(nonce, own));
            send(new Frame(FrameType.HELLO, 0, hello));
            Frame answer = receive();
            if (answer.type() == FrameType.HELLO
                    && !answer.meta().get("proof").getAsString().equals(known.proofOfServer(nonce, own))) {
                throw new IOException("the server does not know the token");
            }
            return answer;
        }
    }

    /** Sends a request. @return its id */
    public long request(String operation, JsonObject meta, byte[] body) throws IOException {
        JsonObject fields = meta.deepCopy();
        fields.addProperty("op", operation);
        send(new Frame(FrameType.REQ, ++lastId, fields, body));
        return lastId;
    }

    /** Sends a frame as it is. */
    public void send(Frame frame) throws IOException {
        // a frame in one piece costs one packet
        byte[] head = frame.head();
        byte[] bytes = Arrays.copyOf(head, head.length + frame.body().length);
        System.arraycopy(frame.body(), 0, bytes, head.length, frame.body().length);
        send(bytes);
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** The next frame. */
    public Frame receive() throws IOException, Fault {
        return next().orElseThrow(() -> new IOException("the server has closed the connection"));
    }

    /** The next frame; nothing when the server has closed the connection. */
    Optional<Frame> next() throws IOException, Fault {
        try {
            return reader.read(FrameReader.Allowance.ANY);
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    /** Asks for nothing and waits for the answer. */
    public void ping() throws IOException, Fault {
        long id = ++lastId;
        send(new Frame(FrameType.PING, id));
        Frame answer = receive();
        if (answer.type() != FrameType.RES || answer.id() != id) {
            throw new IOException("a ping is answered by " + answer);
        }
    }

    /** The client sends nothing more. */
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Whether the server has said all and closed the connection. */
    boolean isEnded() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
