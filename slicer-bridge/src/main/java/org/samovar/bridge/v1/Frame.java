package org.samovar.bridge.v1;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One message of the protocol. Neither the meta part nor the body is copied: who makes a frame leaves both as they are from then on.
 *
 * @param type what it is for
 * @param id of its request, from 0 to 2^32 - 1; 0 belongs to none
 * @param meta the fields of the message
 * @param body at most {@link #MOST_BODY} bytes
 */
public record Frame(FrameType type, long id, JsonObject meta, byte[] body) {
    /** The major version of the protocol that this package speaks. */
    public static final int MAJOR = 1;
    /** The most bytes of a meta part. */
    public static final int MOST_META = 1 << 20;
    /** The most bytes of a body. */
    public static final int MOST_BODY = 8 << 20;
    /** The largest id of a request. */
    public static final long MOST_ID = 0xffffffffL;

    static final int HEADER = 24;
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] MAGIC = "SJB1".getBytes(StandardCharsets.US_ASCII);
    /** What an error may say; it can quote what a client sent. */
    private static final int LONGEST_TEXT = 4000;

    /** @throws IllegalArgumentException when the id or the body is out of its range */
    public Frame {
        if (id < 0 || id > MOST_ID) {
            throw new IllegalArgumentException(id + " is no id of a request");
        }
        if (body.length > MOST_BODY) {
            throw new IllegalArgumentException("a body of " + body.length + " bytes");
        }
    }

    /** A frame without a body. */
    public Frame(FrameType type, long id, JsonObject meta) {
        this(type, id, meta, NOTHING);
    }

    /** A frame with nothing but its type and id. */
    public Frame(FrameType type, long id) {
        this(type, id, new JsonObject());
    }

    /** The error that ends a request or, with id 0, the connection. */
    public static Frame error(long id, Fault why) {
        JsonObject meta = new JsonObject();
        meta.addProperty("code", why.code().name());
        meta.addProperty("message", shortened(why.message()));
        meta.addProperty("hint", shortened(why.hint()));
        meta.addProperty("retryable", why.code().isRetryable());
        return new Frame(FrameType.ERR, id, meta);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }

    /**
     * Header and meta part as they are sent; the body follows.
     *
     * @throws IllegalArgumentException when the meta part is larger than {@link #MOST_META}
     */
    public byte[] head() {
        return head(type, id, Json.bytes(meta), body.length);
    }

    static byte[] head(FrameType type, long id, byte[] meta, int bodyBytes) {
        if (meta.length > MOST_META) {
            throw new IllegalArgumentException("a meta part of " + meta.length + " bytes");
        }
        return ByteBuffer.allocate(HEADER + meta.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) MAJOR)
                .put((byte) type.code())
                .putShort((short) 0)
                .putInt((int) id)
                .putInt(meta.length)
                .putLong(bodyBytes)
                .put(meta)
                .array();
    }

    /** Writes all of it. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(head());
        out.write(body);
    }

    /** The byte that every frame has at a place from 0 to 3. */
    static int magic(int index) {
        return MAGIC[index];
    }
}
