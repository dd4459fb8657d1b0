package org.samovar.image.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The folders of chunks that other programs wrote, see {@code volumes/generate.py}. */
public final class ChunkFixtures {
    private ChunkFixtures() {}

    /** Puts all of them into a folder. */
    public static void unpack(Path folder) throws IOException {
        unpack("volumes/chunks.zip", folder);
    }

    /** Puts what is in a zip beside this class into a folder. */
    static void unpack(String zip, Path folder) throws IOException {
        InputStream packed = Objects.requireNonNull(ChunkFixtures.class.getResourceAsStream(zip));
        try (ZipInputStream in = new ZipInputStream(packed)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(entry.isDirectory() ? file : file.getParent());
                if (!entry.isDirectory()) {
                    Files.write(file, in.readAllBytes());
                }
            }
        }
    }

    /** All files below a folder. */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Removes a folder with what is in it. */
    public static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
