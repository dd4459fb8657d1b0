package org.samovar.bridge.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Frame;
import org.samovar.bridge.v1.FrameType;

/** What a client that knows the token can ask, and how requests end. */
@Timeout(60)
class ServerTest {
    private static final byte[] NOTHING = new byte[0];

    private final EchoService service = new EchoService();
    private final Token token = Token.random();
    private final String digits = token.digits();
    private final Server server = new Server("Samovar test", service, token);
    private int port;

    @BeforeEach
    void listen() {
        port = server.listen("127.0.0.1", 0);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private TestClient client() throws IOException, Fault {
        return TestClient.connect(port, digits);
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private static String code(Frame frame) {
        assertThat(frame.type()).isEqualTo(FrameType.ERR);
        return frame.meta().get("code").getAsString();
    }

    @Test
    void whoKnowsTheTokenLearnsWhatTheServerCanDo() throws Exception {
        try (TestClient client = TestClient.stranger(port)) {
            JsonObject hello = client.greet(digits).meta();
            assertThat(hello.getAsJsonArray("capabilities")).hasSize(9);
            assertThat(hello.getAsJsonObject("limits"))
                    .isEqualTo(json("{\"meta\":1048576,\"body\":8388608,\"volume\":4294967296}"));
        }
    }

    @Test
    void aRequestIsAnsweredWithItsId() throws Exception {
        try (TestClient client = client()) {
            byte[] body = {1, 2, 3};
            long id = client.request("echo", json("{\"a\":[1,2.50,\"\u00e4\"]}"), body);
            Frame answer = client.receive();
            assertThat(answer.type()).isEqualTo(FrameType.RES);
            assertThat(answer.id()).isEqualTo(id);
            assertThat(answer.meta()).isEqualTo(json("{\"a\":[1,2.50,\"\u00e4\"],\"op\":\"echo\"}"));
            assertThat(answer.body()).isEqualTo(body);
        }
    }

    @Test
    void theLargestBodyComesAndGoes() throws Exception {
        try (TestClient client = client()) {
            byte[] body = new byte[Frame.MOST_BODY];
            body[body.length - 1] = 7;
            client.request("echo", new JsonObject(), body);
            assertThat(client.receive().body()).isEqualTo(body);
        }
    }

    @Test
    void aRequestEndsOnce() throws Exception {
        try (TestClient client = client()) {
            client.request("twice", new JsonObject(), NOTHING);
            assertThat(client.receive().type()).isEqualTo(FrameType.RES);
            client.ping();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "refuse, REFUSED, The point lies outside., Click into the image., false",
        "fault, NOT_FOUND, There is no volume v7., '', false",
        "bug, INTERNAL, Something went wrong in the server that should not., Its log says what it was., false",
        "memory, OUT_OF_MEMORY, The memory of the server does not suffice for this., 'Close volumes that are not needed, or give the server more memory.', true",
        "stop, CANCELLED, Stopped., '', false"
    })
    void whatGoesWrongEndsItsRequestAlone(String operation, String code, String message, String hint, boolean retryable)
            throws Exception {
        try (TestClient client = client()) {
            long waiting = client.request("wait", new JsonObject(), NOTHING);
            long id = client.request(operation, new JsonObject(), NOTHING);
            Frame error = client.receive();
            assertThat(code(error)).isEqualTo(code);
            assertThat(error.id()).isEqualTo(id);
            assertThat(error.meta().get("message").getAsString()).isEqualTo(message);
            assertThat(error.meta().get("hint").getAsString()).isEqualTo(hint);
            assertThat(error.meta().get("retryable").getAsBoolean()).isEqualTo(retryable);
            client.send(new Frame(FrameType.DATA, waiting, json("{\"offset\":0}"), new byte[5]));
            assertThat(client.receive().meta()).isEqualTo(json("{\"bytes\":5}"));
        }
    }

    @Test
    void anUnknownRequestIsRefusedByName() throws Exception {
        try (TestClient client = client()) {
            client.request("make.coffee", new JsonObject(), NOTHING);
            Frame error = client.receive();
            assertThat(code(error)).isEqualTo("UNSUPPORTED_OP");
            assertThat(error.meta().get("message").getAsString()).contains("make.coffee");
            client.ping();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "{\"op\":7}", "{\"op\":null}", "{\"op\":[\"echo\"]}"})
    void aRequestWithoutANameIsRefused(String meta) throws Exception {
        try (TestClient client = client()) {
            client.send(new Frame(FrameType.REQ, 9, json(meta)));
            Frame error = client.receive();
            assertThat(code(error)).isEqualTo("BAD_REQUEST");
            assertThat(error.id()).isEqualTo(9);
            client.ping();
        }
    }

    @Test
    void aCancelledRequestEnds() throws Exception {
        try (TestClient client = client()) {
            long id = client.request("wait", new JsonObject(), NOTHING);
            client.send(new Frame(FrameType.CANCEL, id));
            assertThat(code(client.receive())).isEqualTo("CANCELLED");
        }
    }

    @Test
    void whatComesForARequestThatEndedIsIgnored() throws Exception {
        try (TestClient client = client()) {
            long id = client.request("echo", new JsonObject(), NOTHING);
            client.receive();
            for (long old : List.of(id, 4711L, 0L, Frame.MOST_ID)) {
                client.send(new Frame(FrameType.CANCEL, old));
                client.send(new Frame(FrameType.DATA, old, json("{\"offset\":0}"), new byte[100]));
            }
            client.ping();
        }
    }

    @Test
    void dataThatIsWrongEndsItsRequest() throws Exception {
        try (TestClient client = client()) {
            long id = client.request("wait", new JsonObject(), NOTHING);
            client.send(new Frame(FrameType.DATA, id, json("{\"offset\":\"x\"}")));
            assertThat(code(client.receive())).isEqualTo("BAD_REQUEST");
            client.ping();
        }
    }

    @Test
    void anIdCanBeUsedAgainWhenItsRequestHasEnded() throws Exception {
        try (TestClient client = client()) {
            for (int i = 0; i < 3; i++) {
                client.send(new Frame(FrameType.REQ, 5, json("{\"op\":\"echo\"}")));
                assertThat(client.receive().id()).isEqualTo(5);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"REQ, 5", "PING, 5", "REQ, 0", "PING, 0"})
    void anIdThatIsTakenEndsTheConnection(FrameType type, long id) throws Exception {
        try (TestClient client = client()) {
            client.send(new Frame(FrameType.REQ, 5, json("{\"op\":\"wait\"}")));
            client.send(new Frame(type, id, json("{\"op\":\"wait\"}")));
            Frame error = client.receive();
            assertThat(code(error)).isEqualTo("BAD_FRAME");
            assertThat(error.id()).isZero();
            assertThat(client.isEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"HELLO", "RES", "EVT", "ERR"})
    void whatAServerSaysNoClientMaySay(FrameType type) throws Exception {
        try (TestClient client = client()) {
            client.send(new Frame(type, 1));
            assertThat(code(client.receive())).isEqualTo("BAD_FRAME");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void the257thOpenRequestIsRefusedAndTheOthersGoOn() throws Exception {
        try (TestClient client = client()) {
            for (int i = 0; i < 256; i++) {
                client.request("wait", new JsonObject(), NOTHING);
            }
            long tooMany = client.request("wait", new JsonObject(), NOTHING);
            Frame error = client.receive();
            assertThat(code(error)).isEqualTo("REFUSED");
            assertThat(error.id()).isEqualTo(tooMany);
            client.ping();
            client.send(new Frame(FrameType.CANCEL, 1));
            assertThat(client.receive().id()).isEqualTo(1);
            client.request("echo", new JsonObject(), NOTHING);
            assertThat(client.receive().type()).isEqualTo(FrameType.RES);
        }
    }

    @Test
    void fiftyClientsAreServedAtOnce() throws Exception {
        List<TestClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                clients.add(client());
            }
            assertThat(service.here).hasValue(50);
            for (int round = 0; round < 20; round++) {
                for (TestClient client : clients) {
                    client.request("echo", new JsonObject(), new byte[1000]);
                }
                for (TestClient client : clients) {
                    assertThat(client.receive().body()).hasSize(1000);
                }
            }
        } finally {
            for (TestClient client : clients) {
                client.close();
            }
        }
    }
}
