package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.catalog.ModelDescriptor;
import org.samovar.catalog.ModelStore;
import org.samovar.fiji.SmallFiles;
import org.samovar.fiji.model.FakeModels;
import org.samovar.fiji.model.ModelHost;
import org.samovar.fiji.model.Segmenter;
import org.samovar.geometry.UserError;

class ManageModelsJobTest {
    @TempDir
    Path folder;

    private final FakeModels models = new FakeModels();
    private final ModelHost host = new ModelHost(models);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private ModelStore store;
    private byte[] weights;

    /** Never has enough. */
    private static class Patient implements Watcher {
        @Override
        public void report(long done, long total, String what) {}

        @Override
        public void check() {}
    }

    @BeforeEach
    void serve() throws Exception {
        weights = Files.readAllBytes(SmallFiles.system(folder));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/first.pt", exchange -> {
            exchange.sendResponseHeaders(200, weights.length);
            exchange.getResponseBody().write(weights);
            exchange.close();
        });
        server.createContext("/second.pt", exchange -> {
            exchange.sendResponseHeaders(200, weights.length);
            exchange.getResponseBody().write(weights, 0, 1000);
            exchange.getResponseBody().flush();
            begun.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights));
        store = ModelStore.of(folder.resolve("store"), List.of(model("first", hash), model("second", hash)));
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private ModelDescriptor model(String name, String hash) {
        return new ModelDescriptor(
                name,
                "a small U-Net",
                "U-Net",
                name + ".pt",
                Optional.of(URI.create("http://localhost:" + server.getAddress().getPort() + "/" + name + ".pt")),
                Optional.of(hash),
                OptionalLong.of(weights.length),
                "BSD-2-Clause",
                "nobody");
    }

    private List<String> run(ModelAction action, String model) {
        return run(ManageModelsOptions.on(action, model), new Patient());
    }

    private List<String> run(ManageModelsOptions options, Watcher watcher) {
        return new ManageModelsJob(host, store, options).lines(watcher);
    }

    @Test
    void theListSaysWhereEachModelIs() {
        assertThat(run(ModelAction.LIST, ""))
                .containsExactly(
                        "first: a small U-Net, 0 MB, BSD-2-Clause, can be downloaded",
                        "second: a small U-Net, 0 MB, BSD-2-Clause, can be downloaded",
                        "Files are kept in " + store.folder() + ".");
    }

    @Test
    void aDownloadTellsItsLicenceAndThatItsHashIsRight() {
        assertThat(run(ModelAction.DOWNLOAD, "first"))
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).contains("BSD-2-Clause", "/first.pt"),
                        line -> assertThat(line).contains("first is in " + store.folder(), "SHA-256"));
        assertThat(store.find("first").orElseThrow()).hasBinaryContent(weights);
        assertThat(run(ModelAction.DOWNLOAD, "first").toString()).contains("on this computer already");
        assertThat(run(ModelAction.LIST, "").get(0)).endsWith("on this computer");
    }

    @Test
    void whoeverStopsADownloadFromASilentServerKeepsWhatArrived() {
        Watcher impatient = new Patient() {
            @Override
            public void check() {
                if (begun.getCount() == 0) {
                    throw new CancellationException("enough");
                }
            }
        };
        assertThatThrownBy(() -> run(ManageModelsOptions.on(ModelAction.DOWNLOAD, "second"), impatient))
                .isInstanceOf(CancellationException.class);
        assertThat(run(ModelAction.LIST, "").get(1)).endsWith("partly downloaded");
        assertThat(run(ModelAction.DELETE, "second").toString()).contains("second.pt.part");
    }

    @Test
    void aModelIsClosedBeforeItsFileIsDeleted() throws IOException {
        run(ModelAction.DOWNLOAD, "first");
        Files.copy(store.find("first").orElseThrow(), store.folder().resolve("second.pt"));
        host.with("first", () -> {}, Segmenter::name);
        run(ModelAction.DELETE, "second");
        assertThat(models.log).containsExactly("open first");
        assertThat(run(ModelAction.DELETE, "first"))
                .containsExactly("Deleted " + store.folder().resolve("first.pt"));
        assertThat(models.log).containsExactly("open first", "close first");
        assertThat(store.files()).isEmpty();
    }

    @Test
    void aFileIsTakenInAndToldAbout() {
        Path file = folder.resolve("system.safetensors");
        List<String> told = run(ManageModelsOptions.importing(file), new Patient());
        assertThat(told.get(0)).startsWith("system.safetensors (prompt-free unet that finds cell, nucleus) is in ");
        assertThat(run(ModelAction.INFORMATION, "system"))
                .anyMatch(line -> line.matches("network +prompt-free unet that finds cell, nucleus"))
                .anyMatch(line -> line.matches("SHA-256 +[0-9a-f]{64}"));
        assertThat(run(ModelAction.INFORMATION, "first"))
                .anyMatch(line -> line.matches("licence +BSD-2-Clause"))
                .anyMatch(line -> line.matches("file +not on this computer yet"));
    }

    @Test
    void whatCannotBeDoneIsSaidWithWhatToDo() {
        refused(ModelAction.DOWNLOAD, "third", "There is no model \"third\" to download.");
        refused(ModelAction.DOWNLOAD, " ", "There is no model to download.");
        refused(ModelAction.DELETE, "first", "There is no model 'first' in");
        refused(ModelAction.INFORMATION, "", "There is no model to tell about.");
        refused(ModelAction.IMPORT, "", "There is no file to import.");
    }

    private void refused(ModelAction action, String model, String words) {
        assertThatThrownBy(() -> run(action, model))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(words);
    }

    @Test
    void anActionIsALineOfAMacro() {
        assertThat(ManageModelsOptions.on(ModelAction.DELETE, "sam2.1-tiny").macro())
                .isEqualTo("run(\"Manage Models...\", \"action=Delete model=[sam2.1-tiny]\");\n");
        assertThat(new ManageModelsOptions(ModelAction.IMPORT, "", "C:\\my weights\\x.pt").macro())
                .isEqualTo("run(\"Manage Models...\", \"action=Import file=[C:/my weights/x.pt]\");\n");
    }
}
