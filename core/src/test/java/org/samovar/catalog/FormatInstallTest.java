package org.samovar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.catalog.FormatInstall.Licence;
import org.samovar.geometry.UserError;
import org.samovar.predict.Progress;

class FormatInstallTest {
    @TempDir
    Path folder;

    private void assertRefused(Path file, Licence licence, String why) {
        FormatInstall install = FormatInstall.of(folder.resolve("formats"));
        assertThatThrownBy(() -> install.run(file.toString(), licence, Progress.NONE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(why);
        assertThat(folder.resolve("formats"))
                .satisfiesAnyOf(there -> assertThat(there).doesNotExist(), there -> assertThat(there)
                        .isDirectoryNotContaining(other -> !other.endsWith("bioformats_old.jar")));
    }

    @Test
    void theLicenceHasToBeAccepted() throws IOException {
        Path jar = Files.createFile(folder.resolve("bioformats_package.jar"));
        assertRefused(jar, Licence.NOT_ACCEPTED, "a licence of its own, GPL-2.0");
        assertRefused(folder.resolve("libopenslide.so.1"), Licence.NOT_ACCEPTED, "LGPL-2.1");
    }

    @Test
    void whatIsNoLibraryIsNotTaken() throws IOException {
        Path text = Files.writeString(folder.resolve("bioformats_package.jar"), "no jar");
        assertRefused(text, Licence.ACCEPTED, "is not the jar of Bio-Formats");
        assertRefused(folder.resolve("bioformats_none.jar"), Licence.ACCEPTED, "There is no file");
        assertRefused(folder.resolve("other.jar"), Licence.ACCEPTED, "By its name, other.jar is none");
        Path wheel = Files.writeString(folder.resolve("bioformats_jar-6.whl"), "no zip");
        assertRefused(wheel, Licence.ACCEPTED, "Cannot install");
    }

    @Test
    void whatAnAddressGivesIsTriedAndNotKeptWhenItIsNoLibrary() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        List<String> asked = new CopyOnWriteArrayList<>();
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, 6);
            exchange.getResponseBody().write("no jar".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        try {
            String address =
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/8.5.0/bioformats_package.jar?by=test";
            FormatInstall install = FormatInstall.of(folder.resolve("formats"));
            assertThatThrownBy(() -> install.run(address, Licence.NOT_ACCEPTED, Progress.NONE))
                    .hasMessageContaining("GPL-2.0");
            assertThat(asked).isEmpty();
            assertThatThrownBy(() -> install.run(address, Licence.ACCEPTED, Progress.NONE))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("is not the jar of Bio-Formats");
            assertThat(asked).containsExactly("/8.5.0/bioformats_package.jar");
            assertThat(folder.resolve("formats")).isEmptyDirectory();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aPackageWithoutTheLibraryIsRefused() throws IOException {
        Path wheel = folder.resolve("openslide_bin.whl");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(wheel))) {
            out.putNextEntry(new ZipEntry("openslide_bin/readme.txt"));
        }
        assertRefused(wheel, Licence.ACCEPTED, "There is no OpenSlide in");
    }

    @Test
    void theOneThatIsThereStays() throws IOException {
        Files.createDirectories(folder.resolve("formats"));
        Path old = Files.writeString(folder.resolve("formats/bioformats_old.jar"), "old");
        Path jar = Files.writeString(folder.resolve("bioformats_package.jar"), "new");
        assertRefused(jar, Licence.ACCEPTED, "There is one already: " + old);
        assertThat(old).hasContent("old");
    }
}
