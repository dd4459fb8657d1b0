package org.samovar.bridge.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;
import org.samovar.io.JsonFiles;

/** How clients find a server, and how a server notices that the program that started it is gone. */
class AnnouncementTest {
    @TempDir
    Path data;

    private final long process = ProcessHandle.current().pid();

    @Test
    void aServerIsFoundByItsFileUntilItEnds() throws IOException {
        Path folder = data.resolve("samovar/bridge");
        try (Token token = Token.random();
                Announcement announcement = Announcement.of(folder, "127.0.0.1", 4711, token)) {
            Path file = folder.resolve("bridge-" + process + ".json");
            JsonObject text = JsonFiles.read(file);
            assertThat(announcement.file()).isEqualTo(file);
            assertThat(text.get("protocol").getAsString()).isEqualTo("1.0");
            assertThat(text.get("host").getAsString()).isEqualTo("127.0.0.1");
            assertThat(text.get("port").getAsInt()).isEqualTo(4711);
            assertThat(text.get("pid").getAsLong()).isEqualTo(process);
            assertThat(text.get("token").getAsString()).isEqualTo(token.digits());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatDeadServersLeftIsRemovedAndNothingElse() throws Exception {
        Path folder = data.resolve("bridge");
        Announcement.of(folder, "127.0.0.1", 1, Token.random()).close();
        Process dead = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        dead.waitFor();
        Path left = Files.createFile(folder.resolve("bridge-" + dead.pid() + ".json"));
        Path unfinished = Files.createFile(folder.resolve("bridge-" + dead.pid() + "-123.part"));
        Path living = Files.createFile(folder.resolve(
                "bridge-" + ProcessHandle.current().parent().orElseThrow().pid() + ".json"));
        Path other = Files.createFile(folder.resolve("notes.json"));
        try (Announcement announcement = Announcement.of(folder, "127.0.0.1", 2, Token.random())) {
            assertThat(left).doesNotExist();
            assertThat(unfinished).doesNotExist();
            assertThat(living).exists();
            assertThat(other).exists();
            assertThat(announcement.file()).exists();
        }
    }

    @Test
    void aFolderThatOthersMayLookIntoIsRefused() throws IOException {
        Path folder = Files.createDirectory(data.resolve("bridge"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Token token = Token.random()) {
            assertThatThrownBy(() -> Announcement.of(folder, "127.0.0.1", 1, token))
                    .isInstanceOfSatisfying(
                            UserError.class,
                            error -> assertThat(error.hint().orElse("")).contains("chmod 700"));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() throws IOException {
        Path file = Files.createFile(data.resolve("file"));
        try (Token token = Token.random()) {
            assertThatThrownBy(() -> Announcement.of(file.resolve("bridge"), "127.0.0.1", 1, token))
                    .isInstanceOf(UserError.class);
        }
    }

    @Test
    void theEndOfTheInputIsTheEndOfTheParent() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        PipedOutputStream parent = new PipedOutputStream();
        ParentWatch.start(new PipedInputStream(parent), ended::countDown);
        parent.write("something, which does not matter\n".getBytes(StandardCharsets.US_ASCII));
        parent.flush();
        assertThat(ended.await(100, TimeUnit.MILLISECONDS)).isFalse();
        parent.close();
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
