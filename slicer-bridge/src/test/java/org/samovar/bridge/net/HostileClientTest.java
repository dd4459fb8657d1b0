package org.samovar.bridge.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.bridge.v1.Frame;
import org.samovar.bridge.v1.FrameType;
import org.samovar.bridge.v1.Handshake;

/** What strangers and broken programs can do, while a client that was there before notices nothing. */
@Timeout(60)
class HostileClientTest {
    private static final byte[] NOTHING = new byte[0];
    /** As usual, but for the times, and for little room for what is not read. */
    private static final Limits LIMITS = new Limits(64, 256, 1 << 20, Duration.ofMillis(600), Duration.ofMillis(500));

    private final EchoService service = new EchoService();
    private final Token token = Token.random();
    private final String digits = token.digits();
    private final Server server = new Server("Samovar test", service, token, LIMITS);
    private int port;
    private TestClient friend;

    @BeforeEach
    void listen() throws Exception {
        port = server.listen("127.0.0.1", 0);
        friend = TestClient.connect(port, digits);
    }

    @AfterEach
    void theFriendIsStillServed() throws Exception {
        try {
            friend.ping();
        } finally {
            friend.close();
            server.close();
        }
    }

    private static void assertSentAway(TestClient client, String code) throws Exception {
        Frame error = client.receive();
        assertThat(error.type()).isEqualTo(FrameType.ERR);
        assertThat(error.id()).isZero();
        assertThat(error.meta().get("code").getAsString()).isEqualTo(code);
        assertThat(error.meta().get("message").getAsString()).isNotEmpty();
        assertThat(client.isEnded()).isTrue();
    }

    private void awaitClients(int count) throws InterruptedException {
        while (service.here.get() != count) {
            Thread.sleep(5);
        }
    }

    @Test
    void aWrongTokenIsTurnedAway() throws Exception {
        try (TestClient client = TestClient.stranger(port)) {
            Frame answer = client.greet("ab".repeat(32));
            assertThat(answer.meta().get("code").getAsString()).isEqualTo("UNAUTHORIZED");
            assertThat(client.isEnded()).isTrue();
        }
        assertThat(service.welcomed).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"proof\":7,\"nonce\":[]}",
                "{\"nonce\":\"0011223344556677889900112233445566778899001122334455667788990011\"}",
                "{\"nonce\":\"x\",\"proof\":\"y\"}"
            })
    void aHelloWithoutAProofIsTurnedAway(String hello) throws Exception {
        try (TestClient client = TestClient.stranger(port)) {
            client.receive();
            client.send(
                    new Frame(FrameType.HELLO, 0, JsonParser.parseString(hello).getAsJsonObject()));
            assertSentAway(client, "UNAUTHORIZED");
        }
    }

    @Test
    void theProofOfAnotherConnectionIsWorthNothing() throws Exception {
        try (TestClient first = TestClient.stranger(port);
                TestClient second = TestClient.stranger(port)) {
            String nonce = first.receive().meta().get("nonce").getAsString();
            String own = Handshake.nonce();
            JsonObject hello = new JsonObject();
            hello.addProperty("nonce", own);
            try (Token known = Token.parse(digits)) {
                hello.addProperty("proof", known.proofOfClient(nonce, own));
            }
            second.receive();
            second.send(new Frame(FrameType.HELLO, 0, hello));
            assertSentAway(second, "UNAUTHORIZED");
        }
    }

    @Test
    void aRequestBeforeTheProofIsTurnedAway() throws Exception {
        try (TestClient client = TestClient.stranger(port)) {
            client.receive();
            client.send(new Frame(FrameType.REQ, 1));
            assertSentAway(client, "BAD_FRAME");
        }
    }

    @Test
    void aHelloOfMoreThanFourKibibytesIsTurnedAwayByItsHeader() throws Exception {
        try (TestClient client = TestClient.stranger(port)) {
            client.receive();
            client.send(header(Frame.MAJOR, FrameType.HELLO, 4096 - 24 + 1, 0));
            assertSentAway(client, "BAD_FRAME");
        }
    }

    @Test
    void anotherVersionIsToldBoth() throws Exception {
        try (TestClient client = TestClient.stranger(port)) {
            client.receive();
            client.send(header(2, FrameType.HELLO, 0, 0));
            assertSentAway(client, "PROTOCOL_MISMATCH");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "\u0016\u0003\u0001", "SJB2", "ssh"})
    void whatIsNoFrameIsNotAnswered(String text) throws Exception {
        try (TestClient client = TestClient.stranger(port)) {
            client.receive();
            client.send(text.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.isEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 23, 40})
    void whoDoesNotFinishItsHelloIsSentAway(int sent) throws Exception {
        try (TestClient client = TestClient.stranger(port)) {
            client.receive();
            client.send(Arrays.copyOf(header(Frame.MAJOR, FrameType.HELLO, 100, 0), sent));
            assertSentAway(client, "TOO_SLOW");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 24, 60})
    void whoLeavesInTheMiddleOfAFrameIsForgotten(int sent) throws Exception {
        try (TestClient client = TestClient.connect(port, digits)) {
            byte[] frame = new Frame(FrameType.REQ, 1, new JsonObject(), new byte[100]).head();
            client.send(Arrays.copyOf(frame, Math.min(sent, frame.length)));
            client.send(new byte[Math.max(0, sent - frame.length)]);
            client.finish();
            assertThat(client.next()).isEmpty();
        }
        awaitClients(1);
    }

    @Test
    void whoIsKilledInTheMiddleOfAnUploadIsForgotten() throws Exception {
        TestClient client = TestClient.connect(port, digits);
        client.request("wait", new JsonObject(), NOTHING);
        client.send(header(Frame.MAJOR, FrameType.DATA, 0, Frame.MOST_BODY));
        client.send(new byte[1 << 20]);
        awaitClients(2);
        client.close();
        awaitClients(1);
    }

    @Test
    void whoDoesNotReadIsDroppedAndTheOthersDoNotWait() throws Exception {
        try (TestClient slow = TestClient.connect(port, digits)) {
            slow.request(
                    "flood", JsonParser.parseString("{\"bytes\":200000000}").getAsJsonObject(), NOTHING);
            awaitClients(2);
            friend.request("echo", new JsonObject(), new byte[1000]);
            assertThat(friend.receive().body()).hasSize(1000);
            awaitClients(1);
        }
    }

    @Test
    void whoReadsAgainInTimeLearnsThatItWasTooSlow() throws Exception {
        try (TestClient slow = TestClient.connect(port, digits)) {
            slow.request(
                    "flood", JsonParser.parseString("{\"bytes\":200000000}").getAsJsonObject(), NOTHING);
            Frame last = slow.receive();
            for (Optional<Frame> next = slow.next(); next.isPresent(); next = slow.next()) {
                last = next.get();
            }
            assertThat(last.meta().get("code").getAsString()).isEqualTo("TOO_SLOW");
        }
    }

    @Test
    void the65thClientIsTurnedAwayUntilAnotherLeaves() throws Exception {
        List<TestClient> clients = new ArrayList<>();
        try {
            for (int i = 1; i < 64; i++) {
                clients.add(TestClient.connect(port, digits));
            }
            try (TestClient client = TestClient.stranger(port)) {
                assertSentAway(client, "TOO_MANY_CLIENTS");
            }
            clients.remove(0).close();
            awaitClients(63);
            clients.add(connectWhenThereIsRoom());
        } finally {
            for (TestClient client : clients) {
                client.close();
            }
        }
    }

    /** A guest has left a moment before its place is free. */
    private TestClient connectWhenThereIsRoom() throws Exception {
        while (true) {
            TestClient client = TestClient.stranger(port);
            if (client.greet(digits).type() == FrameType.HELLO) {
                return client;
            }
            client.close();
        }
    }

    @Test
    void aHeaderThatClaimsTooMuchEndsTheConnection() throws Exception {
        for (byte[] header : List.of(
                header(Frame.MAJOR, FrameType.REQ, Frame.MOST_META + 1, 0),
                header(Frame.MAJOR, FrameType.REQ, 0, Frame.MOST_BODY + 1L),
                header(Frame.MAJOR, FrameType.REQ, -1, 0),
                header(Frame.MAJOR, FrameType.REQ, 0, -1))) {
            try (TestClient client = TestClient.connect(port, digits)) {
                client.send(header);
                assertSentAway(client, "BAD_FRAME");
            }
        }
    }

    @Test
    void theErrorArrivesAlthoughMuchOfWhatWasSentIsNeverRead() throws Exception {
        try (TestClient client = TestClient.connect(port, digits)) {
            byte[] bytes = header(Frame.MAJOR, FrameType.REQ, Frame.MOST_META + 1, 0);
            client.send(Arrays.copyOf(bytes, 2 << 20));
            assertSentAway(client, "BAD_FRAME");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"a\":",
                "{\"a\":1}x",
                "{\"a\":1,\"a\":2}",
                "\u00ff",
                "{\"a\":[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}"
            })
    void aMetaPartThatIsNoJsonObjectEndsTheConnection(String meta) throws Exception {
        try (TestClient client = TestClient.connect(port, digits)) {
            byte[] bytes = meta.getBytes(StandardCharsets.ISO_8859_1);
            client.send(header(Frame.MAJOR, FrameType.REQ, bytes.length, 0));
            client.send(bytes);
            assertSentAway(client, "BAD_FRAME");
        }
    }

    @Test
    void theLargestMetaPartIsTaken() throws Exception {
        try (TestClient client = TestClient.connect(port, digits)) {
            String start = "{\"op\":\"echo\",\"a\":\"";
            String text = start + "x".repeat(Frame.MOST_META - start.length() - 2) + "\"}";
            client.send(new Frame(FrameType.REQ, 1, JsonParser.parseString(text).getAsJsonObject()));
            assertThat(client.receive().meta().get("a").getAsString()).hasSizeGreaterThan(1_000_000);
        }
    }

    private static byte[] header(int major, FrameType type, int meta, long body) {
        return ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("SJB1".getBytes(StandardCharsets.US_ASCII))
                .put((byte) major)
                .put((byte) (type.ordinal() + 1))
                .putShort((short) 0)
                .putInt(1)
                .putInt(meta)
                .putLong(body)
                .array();
    }
}
