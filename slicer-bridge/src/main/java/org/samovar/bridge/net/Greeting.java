package org.samovar.bridge.net;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.Future;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Frame;
import org.samovar.bridge.v1.FrameReader;
import org.samovar.bridge.v1.FrameType;
import org.samovar.bridge.v1.Handshake;
import org.samovar.bridge.v1.Meta;

/** The server's side of the handshake. */
final class Greeting {
    private static final String NONCE = "nonce";
    private static final String PROOF = "proof";

    private final Host host;
    private final Outbox outbox;

    Greeting(Host host, Outbox outbox) {
        this.host = host;
        this.outbox = outbox;
    }

    /**
     * Says hello and waits until the client has proved itself; later than the limit allows, the connection ends.
     *
     * @return the server's own proof, to be sent by {@link #welcome} when all is ready for requests
     * @throws Fault UNAUTHORIZED when it does not prove itself, BAD_FRAME when it says something else
     */
    String hear(FrameReader in) throws Fault, IOException {
        Future<?> deadline = host.later(host.limits().handshake(), () -> outbox.end(tooSlow()));
        try {
            String nonce = Handshake.nonce();
            JsonObject hello = new JsonObject();
            hello.addProperty("protocol", Handshake.PROTOCOL);
            hello.addProperty("server", host.name());
            hello.addProperty(NONCE, nonce);
            outbox.put(new Frame(FrameType.HELLO, 0, hello));
            Frame answer = in.read(FrameReader.Allowance.HELLO).orElseThrow(EOFException::new);
            if (answer.type() != FrameType.HELLO) {
                throw new Fault(ErrorCode.BAD_FRAME, "A client says HELLO first.");
            }
            return checked(new Meta(answer.meta()), nonce);
        } finally {
            deadline.cancel(false);
        }
    }

    private String checked(Meta hello, String nonce) throws Fault {
        String own;
        String proof;
        try {
            own = hello.text(NONCE, "");
            proof = hello.text(PROOF, "");
        } catch (Fault e) {
            throw unauthorized();
        }
        if (!Handshake.isNonce(own) || !Handshake.agree(proof, host.token().proofOfClient(nonce, own))) {
            throw unauthorized();
        }
        return host.token().proofOfServer(nonce, own);
    }

    /** Tells a client that it is welcome, and what it may ask for. */
    void welcome(String proof) {
        JsonArray capabilities = new JsonArray();
        host.service().operations().forEach(capabilities::add);
        JsonObject limits = new JsonObject();
        limits.addProperty("meta", Frame.MOST_META);
        limits.addProperty("body", Frame.MOST_BODY);
        limits.addProperty("volume", host.service().largestVolume());
        JsonObject hello = new JsonObject();
        hello.addProperty(PROOF, proof);
        hello.add("capabilities", capabilities);
        hello.add("limits", limits);
        outbox.put(new Frame(FrameType.HELLO, 0, hello));
    }

    private static Fault unauthorized() {
        return new Fault(
                ErrorCode.UNAUTHORIZED,
                "The client does not know the server's token.",
                "Start the server anew, or let the program find it again.");
    }

    private static Fault tooSlow() {
        return new Fault(ErrorCode.TOO_SLOW, "The client did not prove itself in time.");
    }
}
