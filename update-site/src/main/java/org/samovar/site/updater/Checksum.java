package org.samovar.site.updater;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.samovar.geometry.UserError;

/**
 * The SHA-1 by which ImageJ's updater knows a file: of path and content, and of a jar by its entries, so that building it
 * again does not change it.
 */
final class Checksum {
    private Checksum() {}

    /**
     * In lower-case hex.
     *
     * @param path below ImageJ's folder, with slashes
     * @throws UserError when the file cannot be read
     */
    static String of(String path, Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            if (path.endsWith(".jar")) {
                addEntries(file, digest);
            } else {
                digest.update(path.getBytes(StandardCharsets.US_ASCII));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UserError("Cannot read " + file + ": " + e.getMessage() + ".", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addEntries(Path file, MessageDigest digest) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            List<? extends ZipEntry> entries = Collections.list(jar.entries());
            entries.sort(Comparator.comparing(ZipEntry::getName));
            byte[] block = new byte[1 << 16];
            for (ZipEntry entry : entries) {
                String name = entry.getName();
                digest.update(name.getBytes(StandardCharsets.US_ASCII));
                // the updater means to keep the line with the main class, but never finds it
                if (name.equals(JarFile.MANIFEST_NAME)) {
                    continue;
                }
                try (InputStream in = jar.getInputStream(entry)) {
                    if (name.endsWith(".properties")) {
                        digest.update(withoutComments(in.readAllBytes()));
                        continue;
                    }
                    for (int n = in.read(block); n >= 0; n = in.read(block)) {
                        digest.update(block, 0, n);
                    }
                }
            }
        }
    }

    /**
     * Without what follows a # at the start of a line. As in the updater, the end of that line stays, and a # that
     * follows an empty line, or a line with nothing but #, is not seen.
     */
    static byte[] withoutComments(byte[] properties) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(properties.length);
        boolean isAtStart = true;
        boolean isComment = false;
        for (byte each : properties) {
            if (isAtStart) {
                isComment |= each == '#';
                isAtStart = each == '#';
            } else {
                isAtStart = each == '\n';
            }
            if (!isComment || each == '\n') {
                kept.write(each);
            }
            isComment &= each != '\n';
        }
        return kept.toByteArray();
    }
}
