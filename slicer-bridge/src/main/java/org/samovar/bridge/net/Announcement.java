package org.samovar.bridge.net;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.samovar.bridge.v1.Handshake;
import org.samovar.geometry.UserError;

/** A file by which programs of the same user find a server and its token, for as long as it runs. */
public final class Announcement implements AutoCloseable {
    /** Those of a process, and what it had not finished when it was killed. */
    private static final Pattern NAME = Pattern.compile("bridge-(\\d{1,18})(?:\\.json|-\\d+\\.part)");

    private final Path file;

    private Announcement(Path file) {
        this.file = file;
    }

    /**
     * Announces a server of this process, and removes what dead ones left behind.
     *
     * @param folder that others cannot look into; made where there is none
     * @throws UserError when it cannot be written, or others may look into the folder
     */
    public static Announcement of(Path folder, String host, int port, Token token) {
        PrivateFolder.require(folder);
        long process = ProcessHandle.current().pid();
        JsonObject text = new JsonObject();
        text.addProperty("protocol", Handshake.PROTOCOL);
        text.addProperty("host", host);
        text.addProperty("port", port);
        text.addProperty("pid", process);
        text.addProperty("token", token.digits());
        Path file = folder.resolve("bridge-" + process + ".json");
        try {
            removeAbandoned(folder);
            // temporary files can be read by their owner alone
            Path part = Files.createTempFile(folder, "bridge-" + process + "-", ".part");
            Files.writeString(part, text + "\n");
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UserError("Cannot write " + file + ": " + e.getMessage() + ".", e);
        }
        file.toFile().deleteOnExit();
        return new Announcement(file);
    }

    private static void removeAbandoned(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /** Takes it away. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UserError("Cannot remove " + file + ": " + e.getMessage() + ".", e);
        }
    }
}
