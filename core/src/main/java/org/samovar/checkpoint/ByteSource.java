package org.samovar.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.UserError;

/**
 * The bytes of a file, any part of which can be had as a buffer.
 *
 * <p>Small files are read into memory. Larger ones are mapped read-only, in windows that overlap so that every slice of up to 1 GiB lies within one of
 * them; their pages are loaded when they are touched, and no channel stays open.
 */
final class ByteSource {
    private static final long READ_WHOLE_UP_TO = 64L << 20;
    private static final int WINDOW_BITS = 30;

    private final String origin;
    private final long size;
    private final List<ByteBuffer> windows;

    private ByteSource(String origin, long size, List<ByteBuffer> windows) {
        this.origin = origin;
        this.size = size;
        this.windows = windows;
    }

    static ByteSource of(String origin, ByteBuffer bytes) {
        ByteBuffer whole = bytes.slice();
        return new ByteSource(origin, whole.remaining(), List.of(whole));
    }

    static ByteSource open(Path file) {
        return open(file, READ_WHOLE_UP_TO);
    }

    /** Opens a file, mapping it when it is larger than a number of bytes. */
    static ByteSource open(Path file, long readWholeUpTo) {
        Path fileName = file.getFileName();
        String origin = fileName == null ? file.toString() : fileName.toString();
        if (Files.isDirectory(file)) {
            throw new UserError(origin + " is a folder, not a file of weights.");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            return size <= readWholeUpTo
                    ? of(origin, readWhole(channel, (int) size))
                    : new ByteSource(origin, size, map(channel, size));
        } catch (NoSuchFileException e) {
            throw new UserError("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new UserError(origin + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static ByteBuffer readWhole(FileChannel channel, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // A channel may deliver less than was asked for.
        }
        return bytes.flip();
    }

    private static List<ByteBuffer> map(FileChannel channel, long size) throws IOException {
        List<ByteBuffer> windows = new ArrayList<>();
        for (long start = 0; start < size; start += 1L << WINDOW_BITS) {
            windows.add(channel.map(FileChannel.MapMode.READ_ONLY, start, Math.min(size - start, Integer.MAX_VALUE)));
        }
        return windows;
    }

    /** What a person calls this file. */
    String origin() {
        return origin;
    }

    long size() {
        return size;
    }

    /**
     * A little-endian view of a part, between position 0 and the limit.
     *
     * @throws UserError when the part is not wholly within the file, or too long for one buffer
     */
    ByteBuffer slice(long offset, long length) {
        if (offset < 0 || length < 0 || offset > size || length > size - offset) {
            throw damaged("it refers to bytes after its end, as a download that was cut off does");
        }
        if (length == 0) {
            return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteBuffer window = windows.get((int) (offset >> WINDOW_BITS));
        int start = (int) (offset & ((1L << WINDOW_BITS) - 1));
        if (length > window.limit() - start) {
            throw new UserError(origin + " holds a tensor of " + (length >> 20) + " MiB, more than fits in one piece.");
        }
        return window.slice(start, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The error for a file that contradicts itself. */
    UserError damaged(String reason) {
        return new UserError(origin + " is damaged: " + reason + ".");
    }
}
