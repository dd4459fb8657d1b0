package org.samovar.image.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.samovar.geometry.UserError;

/** Finds the reader or writer of a volume's file. */
final class VolumeFormats {
    private static final List<VolumeReader> READERS = Formats.load(VolumeReader.class);
    private static final List<VolumeWriter> WRITERS = Formats.load(VolumeWriter.class);

    private VolumeFormats() {}

    /** What a reader does. */
    interface Reading<T> {
        T read(VolumeReader reader) throws IOException;
    }

    static <T> T read(Path file, Reading<T> reading) {
        byte[] head = head(file);
        VolumeReader reader = READERS.stream()
                .filter(r -> r.recognises(head))
                .findFirst()
                .orElseThrow(() -> new UserError("Cannot read " + file + ": it is none of "
                        + READERS.stream().map(VolumeReader::format).collect(Collectors.joining(", ")) + "."));
        return Formats.guarded(file, reader.format(), () -> reading.read(reader));
    }

    static boolean recognises(Path file) {
        byte[] head = head(file);
        return READERS.stream().anyMatch(reader -> reader.recognises(head));
    }

    static VolumeWriter writerOf(Path file) {
        return Formats.byEnding(file, WRITERS, VolumeWriter::extensions);
    }

    private static byte[] head(Path file) {
        byte[] head = Formats.head(file);
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
