package org.samovar.image.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
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

    static <T> T read(Path file, Reading<T> reading, BiFunction<LibraryReader, Path, T> other) {
        return Libraries.read(
                file,
                own -> {
                    ImageReader reader = readerOf(own);
                    return guarded(own, reader.format(), () -> reading.read(reader, own));
                },
                other);
    }

    static List<String> names() {
        return READERS.stream().map(ImageReader::format).toList();
    }

    /** What a decoder does. */
    interface Decoding<T> {
        T decode() throws IOException;
    }

    /** What a decoder returns; what it throws becomes an error that names the file. */
    static <T> T guarded(Path file, String format, Decoding<T> decoding) {
        try {
            return decoding.decode();
        } catch (UserError e) {
            throw new UserError(refusal(file, e), e.hint().orElse(null), e);
        } catch (UnknownVariant e) {
            throw new UserError(refusal(file, e), e);
        } catch (IOException | RuntimeException e) {
            // decoders run into damaged data with exceptions of every kind
            throw new UserError("Cannot read " + file + ": its " + format + " data are damaged" + detail(e) + ".", e);
        }
    }

    private static String refusal(Path file, Exception e) {
        String why = String.valueOf(e.getMessage());
        return "Cannot read " + file + ": " + why + (why.endsWith(".") ? "" : ".");
    }

    private static String detail(Exception e) {
        if (e instanceof EOFException) {
            return " (the file is cut off)";
        }
        return e instanceof IOException && e.getMessage() != null ? " (" + e.getMessage() + ")" : "";
    }

    static void write(Path file, Writing writing) {
        ImageWriter writer = writerOf(file);
        AtomicFiles.write(file, out -> writing.write(writer, out));
    }

    private static ImageReader readerOf(Path file) {
        byte[] head = head(file, ImageReader.HEAD);
        return READERS.stream().filter(r -> r.recognises(head)).findFirst().orElseThrow(() -> unknown(file, names()));
    }

    /** What users call the format of a file. */
    static String formatOf(Path file) {
        return readerOf(file).format();
    }

    /** Of a file that is in no format of a kind. */
    static UserError unknown(Path file, List<String> names) {
        UnknownVariant unknown = new UnknownVariant("it is none of " + String.join(", ", names));
        return new UserError("Cannot read " + file + ": " + unknown.getMessage() + ".", unknown);
    }

    static boolean recognises(byte[] head) {
        return READERS.stream().anyMatch(reader -> reader.recognises(head));
    }

    /** The first bytes, where the file has as many; at least one. */
    static byte[] head(Path file, int count) {
        if (!Files.exists(file)) {
            throw new UserError("There is no file " + file + ".");
        }
        if (Files.isDirectory(file)) {
            throw new UserError(file + " is a folder, not an image.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(count);
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
        return byEnding(file, WRITERS, ImageWriter::extensions);
    }

    /** The first of the writers that has the ending of a file's name. */
    static <W> W byEnding(Path file, List<W> writers, Function<W, Set<String>> endings) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return writers.stream()
                .filter(w -> endings.apply(w).stream().anyMatch(e -> name.endsWith("." + e)))
                .findFirst()
                .orElseThrow(() -> {
                    TreeSet<String> known = new TreeSet<>();
                    writers.forEach(w -> known.addAll(endings.apply(w)));
                    return new UserError(
                            "Cannot write " + file + ": its name must end in ." + String.join(", .", known) + ".");
                });
    }

    /** By the class loader of this class: in ImageJ, that of the thread does not see it. */
    static <S> List<S> load(Class<S> service) {
        return ServiceLoader.load(service, Formats.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
