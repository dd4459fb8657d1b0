package org.samovar.fiji.convert;

import ij.ImagePlus;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Tells images apart by their pixels, wherever their files are. */
public final class ImageKey {
    /** Values of the first plane that count; enough to tell images apart in a fraction of a second. */
    private static final int MOST = 1 << 24;

    private static final int PIECE = 1 << 14;

    private ImageKey() {}

    /** A name for a file, from the image's dimensions and the pixels of its first plane. May take a moment; needs no particular thread. */
    public static String of(ImagePlus image) {
        MessageDigest digest = sha256();
        for (int dimension : image.getDimensions()) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(dimension).array());
        }
        Object pixels = image.getStack().getPixels(1);
        int count = Math.min(MOST, image.getWidth() * image.getHeight());
        for (int from = 0; from < count; from += PIECE) {
            digest.update(bytes(pixels, from, Math.min(PIECE, count - from)));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static byte[] bytes(Object pixels, int from, int count) {
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES * count);
        for (int i = from; i < from + count; i++) {
            if (pixels instanceof byte[] bytes) {
                out.put(bytes[i]);
            } else if (pixels instanceof short[] shorts) {
                out.putShort(shorts[i]);
            } else if (pixels instanceof int[] ints) {
                out.putInt(ints[i]);
            } else {
                out.putFloat(((float[]) pixels)[i]);
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
