package org.samovar.bridge.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Frame;
import org.samovar.bridge.v1.FrameReader;
import org.samovar.bridge.v1.FrameType;
import org.samovar.bridge.v1.Handshake;
import org.samovar.bridge.v1.Mutation;
import org.samovar.bridge.v1.NoFrameException;

/** Whatever a client says first, it is let in by a proof alone. */
class GreetingFuzzTest {
    private static final Token TOKEN = Token.random();
    private static final Host HOST = new Host("Samovar test", new EchoService(), TOKEN, Limits.STANDARD);

    @AfterContainer
    static void close() {
        HOST.close();
    }

    /** Bytes that are made when the first of them is read. */
    private static final class Late extends InputStream {
        private final Callable<byte[]> source;
        private InputStream bytes = InputStream.nullInputStream();
        private boolean isMade;

        Late(Callable<byte[]> source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            if (!isMade) {
                isMade = true;
                try {
                    bytes = new ByteArrayInputStream(source.call());
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
            return bytes.read();
        }
    }

    @Property(tries = 20_000, shrinking = ShrinkingMode.OFF)
    void aBrokenHelloIsTurnedAway(@ForAll long seed) throws Exception {
        Mutation mutation = new Mutation(seed);
        boolean isRight = mutation.once(50);
        Outbox outbox = new Outbox(1 << 20, () -> {});
        String own = Handshake.nonce();
        byte[][] sent = new byte[1][];
        String[] expected = new String[1];
        Late answer = new Late(() -> {
            String nonce = read(outbox.take().orElseThrow().head()).get("nonce").getAsString();
            expected[0] = TOKEN.proofOfClient(nonce, own);
            byte[] right = hello(own, expected[0]);
            sent[0] = isRight ? right : mutation.of(right);
            return sent[0];
        });
        try {
            new Greeting(HOST, outbox).hear(new FrameReader(answer));
        } catch (Fault fault) {
            assertThat(isRight).isFalse();
            assertThat(fault.code()).isIn(ErrorCode.UNAUTHORIZED, ErrorCode.BAD_FRAME, ErrorCode.PROTOCOL_MISMATCH);
            return;
        } catch (NoFrameException | EOFException e) {
            assertThat(isRight).isFalse();
            return;
        }
        // let in: the change did not touch what matters
        assertThat(read(sent[0]).get("nonce").getAsString()).isEqualTo(own);
        assertThat(read(sent[0]).get("proof").getAsString()).isEqualToIgnoringCase(expected[0]);
    }

    private static JsonObject read(byte[] head) throws Fault, IOException {
        return new FrameReader(new ByteArrayInputStream(head))
                .read(FrameReader.Allowance.HELLO)
                .orElseThrow()
                .meta();
    }

    private static byte[] hello(String nonce, String proof) {
        JsonObject hello = new JsonObject();
        hello.addProperty("client", "a client with a long name, which may change without harm");
        hello.addProperty("nonce", nonce);
        hello.addProperty("proof", proof);
        return new Frame(FrameType.HELLO, 0, hello).head();
    }
}
