package org.samovar.bridge.net;

import com.google.gson.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Frame;
import org.samovar.bridge.v1.FrameReader;
import org.samovar.bridge.v1.FrameType;
import org.samovar.bridge.v1.Handshake;

/** A client of a test. It waits as long as the test's own limit allows. */
public final class TestClient implements AutoCloseable {
    private static final byte[] NOTHING = new byte[0];

    private final Wire wire;
    private final FrameReader reader;
    private long lastId;

    private TestClient(SocketAddress address) throws IOException {
        wire = new Wire(SocketChannel.open(address));
        reader = new FrameReader(wire.in());
    }

    /** One that has not said hello. */
    static TestClient stranger(int port) throws IOException {
        return new TestClient(new InetSocketAddress("127.0.0.1", port));
    }

    /** One that is let in through a port. */
    public static TestClient connect(int port, String token) throws IOException, Fault {
        return stranger(port).welcomed(token);
    }

    /** One that is let in through a Unix-domain socket. */
    public static TestClient connect(Path socket, String token) throws IOException, Fault {
        return new TestClient(UnixDomainSocketAddress.of(socket)).welcomed(token);
    }

    private TestClient welcomed(String token) throws IOException, Fault {
        Frame answer = greet(token);
        if (answer.type() != FrameType.HELLO) {
            throw new IOException("the server answers " + answer);
        }
        return this;
    }

    /** Proves itself with a token; the answer is the server's HELLO, or the error. */
    Frame greet(String token) throws IOException, Fault {
        Frame greeting = receive();
        if (greeting.type() != FrameType.HELLO) {
            return greeting;
        }
        String nonce = greeting.meta().get("nonce").getAsString();
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
        wire.write(frame.head(), frame.body());
    }

    void send(byte[] bytes) throws IOException {
        wire.write(bytes, NOTHING);
    }

    /** The next frame. */
    public Frame receive() throws IOException, Fault {
        return next().orElseThrow(() -> new IOException("the server has closed the connection"));
    }

    /** The next frame; nothing when the server has closed the connection. */
    Optional<Frame> next() throws IOException, Fault {
        try {
            return reader.read(FrameReader.Allowance.ANY);
        } catch (SocketException | EOFException e) {
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
        wire.finish();
    }

    /** Whether the server has said all and closed the connection. */
    boolean isEnded() throws IOException {
        try {
            return wire.in().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
