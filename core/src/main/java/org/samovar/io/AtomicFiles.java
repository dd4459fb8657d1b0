package org.samovar.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;

/**
 * Writes files so that a reader finds the old one or the whole new one, never a part: into a temporary file of the same
 * folder, forced to the disk, then moved over the target. A failed write leaves the target as it was and no temporary
 * file behind.
 */
public final class AtomicFiles {
    private static final String PART = ".part";
    /** What the random part of a temporary name looks like. */
    private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.[0-9a-f-]{36}\\.part");

    private AtomicFiles() {}

    /** What fills the file. */
    @FunctionalInterface
    public interface Content {
        /** @param out buffered; closed by the caller */
        void writeTo(OutputStream out) throws IOException;
    }

    /** What fills a file of which earlier parts are known later. */
    @FunctionalInterface
    public interface PlacedContent {
        /** @param out empty, at its beginning; closed by the caller */
        void writeTo(FileChannel out) throws IOException;
    }

    /**
     * Writes a file; missing folders above it are made.
     *
     * @throws UserError naming the file and why it could not be written
     */
    public static void write(Path target, Content content) {
        writePlaced(target, channel -> {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
        });
    }

    /** As {@link #write}, where not all is written from the beginning to the end. */
    public static void writePlaced(Path target, PlacedContent content) {
        requireWritable(target);
        try {
            Path folder = Files.createDirectories(target.toAbsolutePath().getParent());
            Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + PART);
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

    /**
     * Refuses what {@link #write} could not write to, before anything is computed. Nothing is made.
     *
     * @throws UserError naming the file and why it cannot be written
     */
    public static void requireWritable(Path target) {
        obstacle(target).ifPresent(why -> {
            throw new UserError("Cannot write " + target + ": " + why + ".");
        });
    }

    /**
     * Refuses to write over the file that the result is made from.
     *
     * @throws UserError where both are the same file
     */
    public static void requireOther(Path target, Path source) {
        try {
            if (Files.exists(target) && Files.exists(source) && Files.isSameFile(target, source)) {
                throw new UserError("Cannot write " + target + ": it is the file that is read.");
            }
        } catch (IOException e) {
            throw new UserError("Cannot write " + target + ": " + reason(e) + ".", e);
        }
    }

    /** Why a file cannot be written, as far as it shows before one tries; folders above it may be missing. */
    public static Optional<String> obstacle(Path target) {
        if (Files.isDirectory(target)) {
            return Optional.of("it is a folder");
        }
        Path above = target.toAbsolutePath().getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (above == null) {
            return Optional.of("it is not the name of a file");
        }
        if (!Files.isDirectory(above)) {
            return Optional.of(above + " is a file, not a folder");
        }
        return Files.isWritable(above) ? Optional.empty() : Optional.of("no permission");
    }

    /** Why files cannot be made in a folder, which need not be there yet; see {@link #obstacle}. */
    public static Optional<String> obstacleIn(Path folder) {
        return obstacle(folder.resolve("file"));
    }

    /**
     * Removes the temporary files of writes that were killed; there need not be a folder. What cannot be removed stays.
     *
     * @param folder that no other program writes to
     */
    public static void removeParts(Path folder) {
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path file : files.filter(AtomicFiles::isTemporary).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // they cost space alone, and a real failure shows when the next file is written
        }
    }

    /** Removes a temporary file; one that cannot be removed stays. */
    public static void remove(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // it costs space alone
        }
    }

    private static boolean isTemporary(Path file) {
        return TEMPORARY.matcher(String.valueOf(file.getFileName())).matches();
    }

    /** Writes a text in UTF-8; see {@link #write}. */
    public static void writeText(Path target, String text) {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void fill(Path file, PlacedContent content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.writeTo(channel);
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
        // the message of these is little more than the path
        String reason = e instanceof FileSystemException refused ? refused.getReason() : e.getMessage();
        return reason == null ? "the system refuses it" : reason;
    }
}
