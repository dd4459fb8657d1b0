package org.samovar.image.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;

/** Finds the reader or writer of a file and puts the file's name into what they complain about. */
final class Formats {
    private static final List<ImageReader> READERS = load(ImageReader.class);
    private static final List<ImageWriter> WRITERS = load(ImageWriter.class);

    private Formats() {}

    /** What a reader does with a file. */
    interface Reading<T> {
        T read(ImageReader reader, Path file) throws IOException;
    }

    /** What a writer does with a stream. */
    interface Writing {
        void write(ImageWriter writer, OutputStream out) throws IOException;
    }

    static <T> T read(Path file, Reading<T> reading) {
        ImageReader reader = readerOf(file);
        try {
            return reading.read(reader, file);
        } catch (UserError e) {
            throw new UserError("Cannot read " + file + ": " + e.getMessage() + ".", e);
        } catch (IOException | RuntimeException e) {
            // decoders run into damaged data with exceptions of every kind
            String what = e instanceof IOException && e.getMessage() != null ? " (" + e.getMessage() + ")" : "";
            throw new UserError(
                    "Cannot read " + file + ": its " + reader.format() + " data are damaged" + what + ".", e);
        }
    }

    static void write(Path file, Writing writing) {
        ImageWriter writer = writerOf(file);
        AtomicFiles.write(file, out -> writing.write(writer, out));
    }

    private static ImageReader readerOf(Path file) {
        byte[] head = head(file);
        return READERS.stream().filter(r -> r.recognises(head)).findFirst().orElseThrow(() -> {
            String known = READERS.stream().map(ImageReader::format).collect(Collectors.joining(", "));
            return new UserError("Cannot read " + file + ": it is none of " + known + ".");
        });
    }

    private static byte[] head(Path file) {
        if (!Files.exists(file)) {
            throw new UserError("There is no file " + file + ".");
        }
        if (Files.isDirectory(file)) {
            throw new UserError(file + " is a folder, not an image.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(ImageReader.HEAD);
            if (head.length == 0) {
                throw new UserError("Cannot read " + file + ": the file is empty.");
            }
            return head;
        } catch (AccessDeniedException e) {
            throw new UserError("Cannot read " + file + ": no permission.", e);
        } catch (IOException e) {
            throw new UserError("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static ImageWriter writerOf(Path file) {
        String name = String.valueOf(file.getFileName());
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return WRITERS.stream()
                .filter(w -> w.extensions().contains(extension))
                .findFirst()
                .orElseThrow(
                        () -> new UserError("Cannot write " + file + ": its name must end in ." + endings() + "."));
    }

    private static String endings() {
        TreeSet<String> endings = new TreeSet<>();
        WRITERS.forEach(w -> endings.addAll(w.extensions()));
        return String.join(", .", endings);
    }

    /** By the class loader of this class: in ImageJ, that of the thread does not see it. */
    private static <S> List<S> load(Class<S> service) {
        return ServiceLoader.load(service, Formats.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
