package org.samovar.bridge.v1;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The name of an array of voxels by its content: the same voxels have the same name, whoever sends them. For one array, and one thread. */
public final class ContentHash {
    private final MessageDigest digest;

    /**
     * Begins an array.
     *
     * @param kind of its numbers as it is sent, such as {@code int16}
     * @param slices voxels along k
     * @param rows voxels along j
     * @param columns voxels along i
     * @param components numbers a voxel
     */
    public ContentHash(String kind, int slices, int rows, int columns, int components) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        String first = kind + " " + slices + " " + rows + " " + columns + " " + components + "\n";
        digest.update(first.getBytes(StandardCharsets.US_ASCII));
    }

    /** The next voxels, as bytes in little-endian order. */
    public void add(byte[] voxels) {
        digest.update(voxels);
    }

    /** The name of all that was added, as 64 lower-case hexadecimal digits; nothing more can be added. */
    public String finish() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
