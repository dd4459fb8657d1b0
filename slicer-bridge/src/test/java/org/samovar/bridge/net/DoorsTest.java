package org.samovar.bridge.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.bridge.v1.Frame;
import org.samovar.bridge.v1.FrameReader;
import org.samovar.bridge.v1.FrameType;
import org.samovar.geometry.UserError;

/** Where a server listens, where it does not, and that nothing of it remains. */
@Timeout(60)
class DoorsTest {
    private final EchoService service = new EchoService();
    private final Token token = Token.random();
    private final String digits = token.digits();
    private final Server server = new Server("Samovar test", service, token);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void anAddressThatOthersReachIsRefused(String address) {
        assertThatThrownBy(() -> server.listen(address, 0))
                .isInstanceOfSatisfying(
                        UserError.class,
                        error -> assertThat(error.hint().orElse("")).contains("ssh -L"))
                .hasMessageContaining(address);
    }

    @Test
    void theAddressesOfThisComputerInItsNetworkAreRefusedToo() throws Exception {
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : each.inetAddresses().toList()) {
                if (!address.isLoopbackAddress()) {
                    assertThatThrownBy(() -> server.listen(address.getHostAddress(), 0))
                            .isInstanceOf(UserError.class);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void theLoopbackIsListenedTo(String address) throws Exception {
        int port = server.listen(address, 0);
        try (Socket socket = new Socket(address, port)) {
            assertThat(socket.getInputStream().read()).isEqualTo('S');
        }
    }

    @Test
    void aPortThatIsTakenOrNoneIsRefusedInWords() {
        int port = server.listen("127.0.0.1", 0);
        assertThatThrownBy(() -> server.listen("127.0.0.1", port))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("port " + port);
        assertThatThrownBy(() -> server.listen("127.0.0.1", 65536))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("65536");
        assertThatThrownBy(() -> server.listen("127.0.0.1", -1)).isInstanceOf(UserError.class);
    }

    /** Reads the server's greeting through a Unix-domain socket. */
    private static Frame greeting(Path socket) throws Exception {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return new FrameReader(Channels.newInputStream(channel))
                    .read(FrameReader.Allowance.ANY)
                    .orElseThrow();
        }
    }

    @Test
    void aUnixSocketIsForItsUserAlone() throws Exception {
        Path socket = folder.resolve("own/bridge.sock");
        server.listen(socket);
        assertThat(greeting(socket).type()).isEqualTo(FrameType.HELLO);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                .isEqualTo("rwx------");
        server.close();
        assertThat(socket).doesNotExist();
    }

    @Test
    void aRequestGoesThroughAUnixSocketInBothDirectionsAtOnce() throws Exception {
        Path socket = folder.resolve("own/bridge.sock");
        server.listen(socket);
        try (TestClient client = TestClient.connect(socket, digits)) {
            byte[] body = new byte[Frame.MOST_BODY];
            client.request("wait", new JsonObject(), body);
            for (int i = 0; i < 3; i++) {
                client.request("echo", new JsonObject(), body);
                assertThat(client.receive().body()).hasSize(Frame.MOST_BODY);
            }
        }
    }

    @Test
    void theSocketOfADeadServerIsTakenOver() throws Exception {
        Path socket = Files.createDirectory(
                        folder.resolve("own"),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                .resolve("bridge.sock");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();
        server.listen(socket);
        assertThat(greeting(socket).type()).isEqualTo(FrameType.HELLO);
    }

    @Test
    void theSocketOfALivingServerIsNotTaken() throws Exception {
        Path socket = folder.resolve("own/bridge.sock");
        server.listen(socket);
        try (Server second = new Server("second", service, Token.random())) {
            assertThatThrownBy(() -> second.listen(socket))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("Another server");
        }
        assertThat(greeting(socket).type()).isEqualTo(FrameType.HELLO);
    }

    @Test
    void aFileOfTheUserIsNotReplacedByASocket() throws IOException {
        Path file = folder.resolve("own/notes.txt");
        server.listen(folder.resolve("own/bridge.sock"));
        Files.writeString(file, "mine");
        assertThatThrownBy(() -> server.listen(file)).isInstanceOf(UserError.class);
        assertThat(file).hasContent("mine");
    }

    @Test
    void aFolderThatOthersMayLookIntoIsRefused() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> server.listen(open.resolve("bridge.sock")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(open.toString());
    }

    @Test
    void aPathThatIsTooLongForASocketIsRefused() {
        Path socket = folder.resolve("x".repeat(120)).resolve("bridge.sock");
        assertThatThrownBy(() -> server.listen(socket)).isInstanceOf(UserError.class);
    }

    @Test
    void afterTheEndNoThreadAndNoConnectionRemains() throws Exception {
        int port = server.listen("127.0.0.1", 0);
        server.listen(folder.resolve("own/bridge.sock"));
        List<TestClient> clients =
                List.of(TestClient.connect(port, digits), TestClient.connect(port, digits), TestClient.stranger(port));
        assertThat(threads()).isNotEmpty();
        server.close();
        server.close();
        assertThat(threads()).isEmpty();
        assertThat(service.here).hasValue(0);
        for (TestClient client : clients) {
            while (client.next().isPresent()) {
                // what was said before the end
            }
            client.close();
        }
        assertThatThrownBy(() -> TestClient.stranger(port)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> server.listen("127.0.0.1", 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aServerCanBeClosedByItsOwnGuest() throws Exception {
        Token own = Token.random();
        String text = own.digits();
        ClosingService closing = new ClosingService();
        Server second = new Server("second", closing, own);
        closing.server.complete(second);
        try (TestClient client = TestClient.connect(second.listen("127.0.0.1", 0), text)) {
            client.request("close", new JsonObject(), new byte[0]);
            assertThat(client.next()).isEmpty();
        }
        while (!threads().isEmpty()) {
            Thread.sleep(5);
        }
        assertThat(closing.left).hasValue(1);
    }

    /** Closes its own server, on the thread that reads. */
    private static final class ClosingService implements Service, Guest {
        private final CompletableFuture<Server> server = new CompletableFuture<>();
        private final AtomicInteger left = new AtomicInteger();

        @Override
        public List<String> operations() {
            return List.of("close");
        }

        @Override
        public long largestVolume() {
            return 0;
        }

        @Override
        public Guest welcome(Peer peer) {
            return this;
        }

        @Override
        public void request(long id, String operation, JsonObject meta, byte[] body) {
            server.join().close();
        }

        @Override
        public void data(long id, JsonObject meta, byte[] body) {}

        @Override
        public void cancel(long id) {}

        @Override
        public void left() {
            left.incrementAndGet();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("samovar bridge"))
                .toList();
    }
}
