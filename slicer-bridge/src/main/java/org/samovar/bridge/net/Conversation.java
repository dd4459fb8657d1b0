package org.samovar.bridge.net;

import java.util.concurrent.CancellationException;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Frame;
import org.samovar.bridge.v1.FrameType;
import org.samovar.bridge.v1.Meta;
import org.samovar.geometry.UserError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a client's frames to its guest; what goes wrong in there ends the request alone. */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final Host host;
    private final Guest guest;
    private final OpenRequests requests;
    private final Outbox outbox;

    Conversation(Host host, Guest guest, OpenRequests requests, Outbox outbox) {
        this.host = host;
        this.guest = guest;
        this.requests = requests;
        this.outbox = outbox;
    }

    /** A part of what a guest does. */
    private interface Step {
        void run() throws Fault;
    }

    /** @throws Fault BAD_FRAME when no client may send it now */
    void take(Frame frame) throws Fault {
        long id = frame.id();
        switch (frame.type()) {
            case REQ -> {
                requireNew(id);
                begin(frame);
            }
            case PING -> {
                requireNew(id);
                outbox.put(new Frame(FrameType.RES, id));
            }
                // those of requests that ended meanwhile are no mistake of the client
            case DATA -> ifOpen(id, () -> guest.data(id, frame.meta(), frame.body()));
            case CANCEL -> ifOpen(id, () -> guest.cancel(id));
            default -> throw new Fault(ErrorCode.BAD_FRAME, "A client does not send " + frame.type() + " now.");
        }
    }

    /** What has the id of an open request cannot be answered: the answer would be taken for the other's. */
    private void requireNew(long id) throws Fault {
        if (id == 0 || requests.contains(id)) {
            throw new Fault(
                    ErrorCode.BAD_FRAME,
                    id == 0 ? "0 is no id of a request." : "The request " + id + " is open already.");
        }
    }

    private void begin(Frame frame) {
        long id = frame.id();
        int most = host.limits().requests();
        if (requests.count() >= most) {
            outbox.put(Frame.error(
                    id,
                    new Fault(
                            ErrorCode.REFUSED,
                            "There are " + most + " open requests already.",
                            "Wait until some have ended, or cancel them.")));
            return;
        }
        requests.begin(id);
        attempt(id, () -> {
            String operation = new Meta(frame.meta()).text("op");
            if (!host.offers(operation)) {
                throw new Fault(
                        ErrorCode.UNSUPPORTED_OP,
                        "This server has no request \"" + operation + "\".",
                        "Install the versions of both programs that belong together.");
            }
            guest.request(id, operation, frame.meta(), frame.body());
        });
    }

    private void ifOpen(long id, Step step) {
        if (requests.contains(id)) {
            attempt(id, step);
        }
    }

    private void attempt(long id, Step step) {
        try {
            step.run();
        } catch (Fault | UserError | CancellationException e) {
            requests.fail(id, Fault.of(e));
        } catch (RuntimeException | Error e) {
            LOG.error("a request failed", e);
            requests.fail(id, Fault.of(e));
        }
    }

    /** The client is gone. */
    void end() {
        try {
            guest.left();
        } catch (RuntimeException | Error e) {
            LOG.error("something went wrong when a client had left", e);
        }
    }
}
