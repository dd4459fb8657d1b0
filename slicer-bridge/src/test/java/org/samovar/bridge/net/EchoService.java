package org.samovar.bridge.net;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Meta;
import org.samovar.geometry.UserError;

/** Answers at once, later, often, or with what can go wrong, as the request says. */
final class EchoService implements Service {
    private static final byte[] NOTHING = new byte[0];

    final AtomicInteger here = new AtomicInteger();
    final AtomicInteger welcomed = new AtomicInteger();

    @Override
    public List<String> operations() {
        return List.of("echo", "wait", "flood", "twice", "refuse", "fault", "bug", "memory", "stop");
    }

    @Override
    public long largestVolume() {
        return 1L << 32;
    }

    @Override
    public Guest welcome(Peer peer) {
        here.incrementAndGet();
        welcomed.incrementAndGet();
        return new EchoGuest(peer);
    }

    /** "wait" is answered by DATA with the number of its bytes, or ended by CANCEL. */
    private final class EchoGuest implements Guest {
        private final Peer peer;

        EchoGuest(Peer peer) {
            this.peer = peer;
        }

        @Override
        public void request(long id, String operation, JsonObject meta, byte[] body) throws Fault {
            switch (operation) {
                case "echo" -> peer.answer(id, meta, body);
                case "flood" -> flood(id, new Meta(meta).whole("bytes", 0, Integer.MAX_VALUE));
                case "twice" -> {
                    peer.answer(id, meta, body);
                    peer.event(id, meta, body);
                    peer.fail(id, new Fault(ErrorCode.INTERNAL, "again"));
                    peer.answer(id, meta, body);
                }
                case "refuse" -> throw new UserError("The point lies outside.", "Click into the image.");
                case "fault" -> throw new Fault(ErrorCode.NOT_FOUND, "There is no volume v7.");
                case "bug" -> throw new IllegalStateException("a secret detail");
                case "memory" -> throw new OutOfMemoryError("planted");
                case "stop" -> throw new CancellationException("enough");
                default -> {}
            }
        }

        private void flood(long id, int bytes) {
            byte[] piece = new byte[1 << 16];
            for (int sent = 0; sent < bytes; sent += piece.length) {
                peer.event(id, new JsonObject(), piece);
            }
            peer.answer(id, new JsonObject(), NOTHING);
        }

        @Override
        public void data(long id, JsonObject meta, byte[] body) throws Fault {
            if (new Meta(meta).whole("offset", 0, Integer.MAX_VALUE) != 0) {
                throw new Fault(ErrorCode.BAD_REQUEST, "out of order");
            }
            JsonObject answer = new JsonObject();
            answer.addProperty("bytes", body.length);
            peer.answer(id, answer, NOTHING);
        }

        @Override
        public void cancel(long id) {
            peer.fail(id, new Fault(ErrorCode.CANCELLED, "Stopped."));
        }

        @Override
        public void left() {
            here.decrementAndGet();
        }
    }
}
