package org.samovar.bridge.net;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Frame;

/**
 * What is to be sent to a client, in order, of limited size. Any thread puts frames in and never waits; one takes them out. A frame that finds no room ends the
 * connection, as does an error of the whole connection; what is put in after that is dropped.
 */
final class Outbox {
    /** What a frame costs beside its bytes. */
    private static final int OVERHEAD = 64;

    private final long most;
    private final Runnable onEnd;
    private final Queue<Parcel> waiting = new ArrayDeque<>();

    /** Bytes that wait, and those of the frame that was taken last, which is perhaps on its way. */
    private long unread;

    /** Those of the frame that was taken last. */
    private long taken;

    private boolean isEnding;

    /**
     * @param most bytes that may wait
     * @param onEnd told once, by the thread that ends the connection, when the last frame is in
     */
    Outbox(long most, Runnable onEnd) {
        this.most = most;
        this.onEnd = onEnd;
    }

    /** A frame as it is sent. */
    record Parcel(byte[] head, byte[] body) {
        static Parcel of(Frame frame) {
            return new Parcel(frame.head(), frame.body());
        }

        long size() {
            return OVERHEAD + head.length + (long) body.length;
        }
    }

    /**
     * Sends a frame, some time.
     *
     * @throws IllegalArgumentException when its meta part is larger than the protocol allows
     */
    void put(Frame frame) {
        put(Parcel.of(frame));
    }

    void put(Parcel parcel) {
        synchronized (this) {
            if (isEnding) {
                return;
            }
            if (unread + parcel.size() <= most || unread == 0) {
                add(parcel);
                return;
            }
            waiting.clear();
            endWith(new Fault(ErrorCode.TOO_SLOW, "What was sent is not read, and more of it does not fit."));
        }
        onEnd.run();
    }

    /** Ends the connection with an error, after what waits already. The first end counts. */
    void end(Fault why) {
        synchronized (this) {
            if (isEnding) {
                return;
            }
            endWith(why);
        }
        onEnd.run();
    }

    /** Ends without a word; what waits is dropped. */
    synchronized void drop() {
        waiting.clear();
        isEnding = true;
        notifyAll();
    }

    private void endWith(Fault why) {
        isEnding = true;
        add(Parcel.of(Frame.error(0, why)));
    }

    private void add(Parcel parcel) {
        waiting.add(parcel);
        unread += parcel.size();
        notifyAll();
    }

    /** Waits for the next frame; nothing once there will be no more. Whoever takes one has sent those before it. */
    synchronized Optional<Parcel> take() throws InterruptedException {
        unread -= taken;
        taken = 0;
        while (waiting.isEmpty() && !isEnding) {
            wait();
        }
        Optional<Parcel> next = Optional.ofNullable(waiting.poll());
        taken = next.map(Parcel::size).orElse(0L);
        return next;
    }
}
