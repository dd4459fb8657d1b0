package org.samovar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;
import org.samovar.predict.Progress;

class DownloaderTest {
    private static final int LENGTH = 700_000;

    @TempDir
    Path folder;

    private final byte[] content = new byte[LENGTH];
    private final List<String> ranges = new ArrayList<>();
    private final CountDownLatch halfSent = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private URI address;
    private Path target;

    @BeforeEach
    void serve() throws IOException {
        new Random(3).nextBytes(content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/weights.pt", this::answer);
        server.createContext("/silent.pt", this::beginAndSayNothing);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        address = URI.create("http://localhost:" + server.getAddress().getPort() + "/weights.pt");
        target = folder.resolve("weights.pt");
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(String.valueOf(range));
        int start = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        byte[] rest = Arrays.copyOfRange(content, start, LENGTH);
        exchange.sendResponseHeaders(range == null ? 200 : 206, rest.length);
        exchange.getResponseBody().write(rest);
        exchange.close();
    }

    /** Half of the file, and then nothing until the test is over. */
    private void beginAndSayNothing(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, LENGTH);
        exchange.getResponseBody().write(content, 0, LENGTH / 2);
        exchange.getResponseBody().flush();
        halfSent.countDown();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private void fetch(Progress progress) {
        new Downloader().fetch(address, target, Optional.of(Sha256.of(content)), OptionalLong.of(LENGTH), progress);
    }

    @Test
    void aFileArrivesWholeUnderItsName() {
        fetch(Progress.NONE);
        assertThat(target).hasBinaryContent(content);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void whatWasInterruptedGoesOnWhereItStopped() {
        AtomicInteger reports = new AtomicInteger();
        Progress impatient = new Progress() {
            @Override
            public void report(long done, long total, String what) {
                reports.incrementAndGet(); // one before the first block, one after each
            }

            @Override
            public boolean isCancelled() {
                return reports.get() > 1;
            }
        };
        assertThatThrownBy(() -> fetch(impatient)).isInstanceOf(CancellationException.class);
        assertThat(target).doesNotExist();
        fetch(Progress.NONE);
        assertThat(target).hasBinaryContent(content);
        assertThat(ranges.get(1)).matches("bytes=[1-9]\\d*-");
    }

    @Test
    void aWholePartIsCheckedAndNotFetchedAgain() throws IOException {
        Files.write(folder.resolve("weights.pt.part"), content);
        fetch(Progress.NONE);
        assertThat(target).hasBinaryContent(content);
        assertThat(ranges).isEmpty();
    }

    @Test
    void anotherFileThanExpectedIsThrownAway() {
        Downloader downloader = new Downloader();
        Optional<String> other = Optional.of(Sha256.of(new byte[1]));
        assertThatThrownBy(() -> downloader.fetch(address, target, other, OptionalLong.empty(), Progress.NONE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("SHA-256");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anInterruptEndsTheWaitForASilentServerAndKeepsWhatArrived() throws Exception {
        URI silent = address.resolve("/silent.pt");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch arrived = new CountDownLatch(1);
        Progress watched = (done, total, what) -> arrived.countDown();
        Thread thread = new Thread(
                () -> new Downloader().fetch(silent, target, Optional.empty(), OptionalLong.of(LENGTH), watched));
        thread.setUncaughtExceptionHandler((which, e) -> thrown.set(e));
        thread.start();
        halfSent.await();
        arrived.await();
        assertThatThrownBy(() -> fetch(Progress.NONE))
                .isInstanceOf(UserError.class)
                .hasMessage("The file weights.pt is on its way already.");
        thread.interrupt();
        thread.join();
        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
        assertThat(folder.resolve("weights.pt.part")).exists();
        fetch(Progress.NONE);
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void whoeverCancelsDoesNotWaitForASilentServer() {
        Progress impatient = new Progress() {
            @Override
            public void report(long done, long total, String what) {}

            @Override
            public boolean isCancelled() {
                return halfSent.getCount() == 0;
            }
        };
        assertThatThrownBy(() -> new Downloader()
                        .fetch(
                                address.resolve("/silent.pt"),
                                target,
                                Optional.empty(),
                                OptionalLong.of(LENGTH),
                                impatient))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void aServerThatRefusesIsNamedWithItsAnswer() {
        URI nowhere = address.resolve("/nowhere");
        Downloader downloader = new Downloader();
        assertThatThrownBy(() ->
                        downloader.fetch(nowhere, target, Optional.empty(), OptionalLong.of(LENGTH), Progress.NONE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("404")
                .hasMessageContaining("/nowhere");
    }
}
