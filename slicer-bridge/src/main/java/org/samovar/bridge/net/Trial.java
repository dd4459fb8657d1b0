package org.samovar.bridge.net;

import com.google.gson.JsonObject;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Frame;
import org.samovar.bridge.v1.FrameReader;
import org.samovar.bridge.v1.FrameType;
import org.samovar.bridge.v1.Handshake;
import org.samovar.bridge.v1.Meta;
import org.samovar.geometry.UserError;

/** A client that shakes hands and asks for nothing, to see whether a server can be reached. */
public final class Trial {
    private static final int PATIENCE_MS = 5000;
    private static final int ROUNDS = 100;
    private static final double MILLISECOND = 1e6;

    private Trial() {}

    /**
     * Connects to a server.
     *
     * @return milliseconds of an empty request, the median of many
     * @throws UserError when it does not answer as a server should
     */
    public static double of(String host, int port, Token token) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            socket.setTcpNoDelay(true);
            FrameReader in = new FrameReader(new BufferedInputStream(socket.getInputStream()));
            String server = new Meta(read(in, FrameType.HELLO).meta()).text("nonce");
            String client = Handshake.nonce();
            JsonObject hello = new JsonObject();
            hello.addProperty("protocol", Handshake.PROTOCOL);
            hello.addProperty("client", "doctor");
            hello.addProperty("nonce", client);
            hello.addProperty("proof", token.proofOfClient(server, client));
            new Frame(FrameType.HELLO, 0, hello).writeTo(socket.getOutputStream());
            read(in, FrameType.HELLO);
            double[] times = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                new Frame(FrameType.PING, i + 1).writeTo(socket.getOutputStream());
                read(in, FrameType.RES);
                times[i] = (System.nanoTime() - start) / MILLISECOND;
            }
            Arrays.sort(times);
            return times[ROUNDS / 2];
        } catch (Fault e) {
            throw new UserError("The server said: " + e.message(), e);
        }
    }

    private static Frame read(FrameReader in, FrameType wanted) throws Fault, IOException {
        Frame frame = in.read(FrameReader.Allowance.ANY).orElseThrow(EOFException::new);
        if (frame.type() != wanted) {
            throw new UserError("The server answered with " + frame.type() + " " + frame.meta() + ".");
        }
        return frame;
    }
}
