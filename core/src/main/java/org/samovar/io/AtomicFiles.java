package org.samovar.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.samovar.geometry.UserError;

/**
 * Writes files so that a reader finds the old one or the whole new one, never a part: into a temporary file of the same
 * folder, forced to the disk, then moved over the target. A failed write leaves the target as it was and no temporary
 * file behind.
 */
public final class AtomicFiles {
    private AtomicFiles() {}

    /** What fills the file. */
    @FunctionalInterface
    public interface Content {
        /** @param out buffered; closed by the caller */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file; missing folders above it are made.
     *
     * @throws UserError naming the file and why it could not be written
     */
    public static void write(Path target, Content content) {
        try {
            Path folder = folderOf(target);
            Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
            try {
                fill(temporary, content);
                move(temporary, target);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UserError("Cannot write " + target + ": " + reason(e) + ".", e);
        }
    }

    /** Writes a text in UTF-8; see {@link #write}. */
    public static void writeText(Path target, String text) {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Path folderOf(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw new IOException("it is a folder");
        }
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("it is not the name of a file");
        }
        return Files.createDirectories(parent);
    }

    private static void fill(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
