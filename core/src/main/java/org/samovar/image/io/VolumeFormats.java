package org.samovar.image.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.zip.GZIPInputStream;

/** Finds the reader or writer of a volume's file or folder. */
final class VolumeFormats {
    private static final List<VolumeReader> READERS = Formats.load(VolumeReader.class);
    private static final List<VolumeWriter> WRITERS = Formats.load(VolumeWriter.class);

    private VolumeFormats() {}

    /** What a reader does. */
    interface Reading<T> {
        T read(VolumeReader reader, Path file) throws IOException;
    }

    static <T> T read(Path file, Reading<T> reading, BiFunction<LibraryReader, Path, T> other) {
        return Libraries.read(
                file,
                own -> {
                    VolumeReader reader = readerOf(own).orElseThrow(() -> Formats.unknown(own, names()));
                    return Formats.guarded(own, reader.format(), () -> reading.read(reader, own));
                },
                other);
    }

    static List<String> names() {
        return READERS.stream().map(VolumeReader::format).toList();
    }

    static boolean recognises(Path file) {
        Path own = SeriesFile.of(file).file();
        if (Files.isDirectory(own)) {
            return readerOfFolder(own).isPresent();
        }
        return readerOf(own).isPresent()
                || (!Formats.recognises(Formats.head(own, ImageReader.HEAD))
                        && Libraries.of(own).isPresent());
    }

    private static Optional<VolumeReader> readerOf(Path file) {
        Optional<VolumeReader> ofFolder = readerOfFolder(file);
        if (ofFolder.isPresent()) {
            return ofFolder;
        }
        byte[] head = head(file);
        return READERS.stream().filter(reader -> reader.recognises(head)).findFirst();
    }

    private static Optional<VolumeReader> readerOfFolder(Path file) {
        return FolderPart.of(file).flatMap(folder -> READERS.stream()
                .filter(reader -> reader.recognisesFolder(folder))
                .findFirst());
    }

    static VolumeWriter writerOf(Path file) {
        return WRITERS.stream()
                .filter(w -> w.takes(file))
                .findFirst()
                .orElseGet(() -> Formats.byEnding(file, WRITERS, VolumeWriter::extensions));
    }

    private static byte[] head(Path file) {
        byte[] head = Formats.head(file, VolumeReader.HEAD);
        boolean isPacked = head.length > 1 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
        if (!isPacked) {
            return head;
        }
        return Formats.guarded(file, "gzip", () -> {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                return in.readNBytes(VolumeReader.HEAD);
            }
        });
    }
}
