package org.samovar.bridge.net;

import java.io.IOException;
import java.util.Optional;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Frame;
import org.samovar.bridge.v1.FrameReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client, from its first byte to its last: the calling thread reads, one of its own writes. */
final class Connection implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Host host;
    private final Wire wire;
    private final Outbox outbox;

    /** @param wire owned */
    Connection(Host host, Wire wire) {
        this.host = host;
        this.wire = wire;
        this.outbox = new Outbox(
                host.limits().unread(), () -> host.later(host.limits().farewell(), wire::close));
    }

    /** Serves the client until it leaves or is sent away; then nothing of it remains. */
    @Override
    public void run() {
        Thread writer = host.thread("writer", this::write);
        try {
            writer.start();
            listen();
        } catch (IOException e) {
            LOG.debug("a connection ends: {}", e.toString());
        } finally {
            outbox.drop();
            wire.close();
            join(writer);
        }
    }

    /** Reads what the client says; an error of the connection is its end. */
    private void listen() throws IOException {
        try {
            converse(new FrameReader(wire.in()));
        } catch (Fault fault) {
            LOG.debug("a connection ends: {}", fault.message());
            sayFarewell(fault);
        } catch (RuntimeException | Error e) {
            LOG.error("a connection failed", e);
            sayFarewell(Fault.of(e));
        }
    }

    private void converse(FrameReader in) throws Fault, IOException {
        Greeting greeting = new Greeting(host, outbox);
        String proof = greeting.hear(in);
        OpenRequests requests = new OpenRequests(outbox);
        Guest guest = host.service().welcome(requests);
        Conversation conversation = new Conversation(host, guest, requests, outbox);
        try {
            greeting.welcome(proof);
            for (Optional<Frame> next = in.read(FrameReader.Allowance.ANY);
                    next.isPresent();
                    next = in.read(FrameReader.Allowance.ANY)) {
                conversation.take(next.get());
            }
        } finally {
            conversation.end();
        }
    }

    /** Waits until the client has closed its end or the time for it is over: bytes that nobody reads can make the system throw the error away. */
    private void sayFarewell(Fault fault) throws IOException {
        outbox.end(fault);
        wire.skipToEnd();
    }

    private void write() {
        try {
            for (Optional<Outbox.Parcel> next = outbox.take(); next.isPresent(); next = outbox.take()) {
                wire.write(next.get().head(), next.get().body());
            }
            wire.finish();
        } catch (IOException | InterruptedException | OutOfMemoryError e) {
            LOG.debug("nothing more can be sent: {}", e.toString());
            wire.close();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it at once; {@link #run} returns soon. By any thread. */
    @Override
    public void close() {
        wire.close();
    }
}
