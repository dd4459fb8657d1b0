package org.samovar.bridge.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    /** Gives one byte at a time, as a slow network does. */
    private static final class Trickle extends InputStream {
        private final InputStream in;

        Trickle(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return in.read(bytes, from, Math.min(1, length));
        }
    }

    private static byte[] bytes(Frame... frames) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            frame.writeTo(out);
        }
        return out.toByteArray();
    }

    @Test
    void framesThatComeByteByByteAreRead() throws Exception {
        JsonObject meta = new JsonObject();
        meta.addProperty("a", "\u00e4\u4e2d\ud83c\udf75");
        byte[] body = new byte[300_000];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (31 * i);
        }
        FrameReader reader = new FrameReader(
                new Trickle(bytes(new Frame(FrameType.REQ, 1, meta, body), new Frame(FrameType.PING, Frame.MOST_ID))));
        Frame first = reader.read(FrameReader.Allowance.ANY).orElseThrow();
        assertThat(first.meta()).isEqualTo(meta);
        assertThat(first.body()).isEqualTo(body);
        assertThat(reader.read(FrameReader.Allowance.ANY)).map(Frame::id).contains(Frame.MOST_ID);
        assertThat(reader.read(FrameReader.Allowance.ANY)).isEqualTo(Optional.empty());
    }

    @Test
    void aStreamThatEndsWithinAFrameIsNoFrame() throws IOException {
        JsonObject meta = new JsonObject();
        meta.addProperty("op", "models");
        byte[] whole = bytes(new Frame(FrameType.REQ, 1, meta, new byte[5]));
        for (int length = 1; length < whole.length; length++) {
            FrameReader reader = new FrameReader(new ByteArrayInputStream(whole, 0, length));
            assertThatThrownBy(() -> reader.read(FrameReader.Allowance.ANY)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void aHelloMayHaveFourKibibytesInAll() throws Exception {
        JsonObject meta = new JsonObject();
        meta.addProperty("client", "x".repeat(4096 - Frame.HEADER - "{\"client\":\"\"}".length()));
        byte[] most = bytes(new Frame(FrameType.HELLO, 0, meta));
        assertThat(most).hasSize(4096);
        assertThat(new FrameReader(new ByteArrayInputStream(most)).read(FrameReader.Allowance.HELLO))
                .isPresent();
        meta.addProperty("client", meta.get("client").getAsString() + "x");
        FrameReader reader = new FrameReader(new ByteArrayInputStream(bytes(new Frame(FrameType.HELLO, 0, meta))));
        assertThatThrownBy(() -> reader.read(FrameReader.Allowance.HELLO)).isInstanceOf(Fault.class);
    }

    @Test
    void theLargestFrameIsReadAndALargerOneCannotBeMade() throws Exception {
        JsonObject meta = new JsonObject();
        meta.addProperty("a", "x".repeat(Frame.MOST_META - "{\"a\":\"\"}".length()));
        byte[] most = bytes(new Frame(FrameType.REQ, 1, meta, new byte[Frame.MOST_BODY]));
        assertThat(new FrameReader(new ByteArrayInputStream(most)).read(FrameReader.Allowance.ANY))
                .isPresent();
        meta.addProperty("b", 1);
        assertThatThrownBy(() -> new Frame(FrameType.REQ, 1, meta).head()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Frame(FrameType.REQ, 1, meta, new byte[Frame.MOST_BODY + 1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Frame(FrameType.REQ, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Frame(FrameType.REQ, Frame.MOST_ID + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anErrorSaysNoMoreThanFitsIntoAFrame() throws Exception {
        Frame error = Frame.error(1, new Fault(ErrorCode.BAD_REQUEST, "x".repeat(5_000_000), "y".repeat(5_000_000)));
        assertThat(error.head()).hasSizeLessThan(20_000);
    }
}
