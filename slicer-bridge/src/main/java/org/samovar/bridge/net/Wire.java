package org.samovar.bridge.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * The bytes of a connection, to be read by one thread and written by another at the same time. Closing it, by any thread, ends a read or write that waits.
 */
final class Wire implements AutoCloseable {
    /** The most bytes of one call of the system: Java keeps a buffer of this size outside of the heap for each thread. */
    private static final int PIECE = 1 << 17;

    private final SocketChannel channel;
    private final InputStream in;

    /** @param channel blocking; owned */
    Wire(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.in = new BufferedInputStream(new Incoming(channel), 1 << 14);
        if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    InputStream in() {
        return in;
    }

    /** Waits until the system has taken all of both. */
    void write(byte[] head, byte[] body) throws IOException {
        if (head.length + body.length <= PIECE) {
            byte[] both = Arrays.copyOf(head, head.length + body.length);
            System.arraycopy(body, 0, both, head.length, body.length);
            write(both);
        } else {
            write(head);
            write(body);
        }
    }

    private void write(byte[] bytes) throws IOException {
        for (int from = 0; from < bytes.length; ) {
            from += channel.write(ByteBuffer.wrap(bytes, from, Math.min(PIECE, bytes.length - from)));
        }
    }

    /** Reads and forgets, until the other side has closed its end or this one is closed. */
    void skipToEnd() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    /** Nothing more will be written. */
    void finish() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is gone all the same
        }
    }

    /**
     * What comes from a channel. The streams of {@link java.nio.channels.Channels} share a lock in Java 17, so that one that waits to read keeps another thread
     * from writing.
     */
    private static final class Incoming extends InputStream {
        private final SocketChannel channel;

        Incoming(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, from, Math.min(PIECE, length)));
        }
    }
}
