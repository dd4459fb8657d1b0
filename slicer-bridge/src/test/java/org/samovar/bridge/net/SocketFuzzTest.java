package org.samovar.bridge.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Frame;
import org.samovar.bridge.v1.FrameType;
import org.samovar.bridge.v1.Golden;
import org.samovar.bridge.v1.Mutation;

/** Broken clients at a real server: each is sent away or served, none makes it hang, and one that was there all the time notices nothing. */
class SocketFuzzTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<byte[]> GOLDEN = Golden.everything();
    private static final List<byte[]> REQUESTS = List.of(
            request(FrameType.REQ, 1, "echo", 30),
            request(FrameType.REQ, 2, "wait", 0),
            request(FrameType.REQ, 3, "twice", 2000),
            request(FrameType.REQ, 4, "bug", 0),
            request(FrameType.DATA, 2, "data", 100),
            request(FrameType.CANCEL, 2, "cancel", 0),
            request(FrameType.PING, 5, "ping", 0));

    private final EchoService service = new EchoService();
    private final Token token = Token.random();
    private final String digits = token.digits();
    private final Server server = new Server("Samovar test", service, token);
    private int port;
    private TestClient friend;

    @BeforeProperty
    void listen() throws Exception {
        port = server.listen("127.0.0.1", 0);
        friend = TestClient.connect(port, digits);
    }

    @AfterProperty
    void onlyTheFriendIsLeft() {
        assertTimeoutPreemptively(PATIENCE, () -> {
            while (service.here.get() != 1) {
                Thread.sleep(5);
            }
            friend.ping();
            friend.close();
            server.close();
        });
    }

    private static byte[] request(FrameType type, long id, String operation, int body) {
        String meta = "{\"op\":\"" + operation + "\",\"offset\":0,\"list\":[1,2.5,{\"a\":null}]}";
        Frame frame = new Frame(type, id, JsonParser.parseString(meta).getAsJsonObject(), new byte[body]);
        return Mutation.joined(frame.head(), frame.body());
    }

    @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
    void strangersWhoSayAnything(@ForAll long seed) {
        Mutation mutation = new Mutation(seed);
        assertTimeoutPreemptively(PATIENCE, () -> {
            try (TestClient stranger = TestClient.stranger(port)) {
                send(stranger, mutation.of(mutation.pick(GOLDEN)));
                leave(stranger, mutation);
            }
            friend.ping();
        });
        assertThat(service.welcomed).hasValue(1);
    }

    @Property(tries = 4000, shrinking = ShrinkingMode.OFF)
    void clientsWhoBreakDown(@ForAll long seed) {
        Mutation mutation = new Mutation(seed);
        assertTimeoutPreemptively(PATIENCE, () -> {
            try (TestClient client = TestClient.connect(port, digits)) {
                byte[] right = Mutation.joined(mutation.pick(REQUESTS), mutation.pick(REQUESTS));
                byte[] broken = mutation.of(mutation.once(4) ? mutation.pick(GOLDEN) : mutation.pick(REQUESTS));
                send(client, Mutation.joined(right, broken));
                leave(client, mutation);
            }
            friend.ping();
        });
    }

    /** The server may have closed the connection meanwhile. */
    private static void send(TestClient client, byte[] bytes) {
        try {
            client.send(bytes);
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }

    /** At once, or after everything that the server has to say. */
    private static void leave(TestClient client, Mutation mutation) throws IOException, Fault {
        if (mutation.once(2)) {
            return;
        }
        client.finish();
        for (Optional<Frame> next = client.next(); next.isPresent(); next = client.next()) {
            assertThat(next.get().type()).isIn(FrameType.HELLO, FrameType.RES, FrameType.EVT, FrameType.ERR);
        }
    }
}
