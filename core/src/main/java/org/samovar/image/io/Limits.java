package org.samovar.image.io;

import java.util.Locale;
import org.samovar.geometry.UserError;

/** What an image may ask for; checked before any memory is given. */
public final class Limits {
    /** Longest side of a 2D image in pixels. */
    public static final int MAX_SIDE = 1 << 20;

    /** Bytes that one sample takes while it is decoded and converted to float, at most. */
    private static final int BYTES_PER_SAMPLE = 12;

    private Limits() {}

    /**
     * Checks that an image may be of this size, whether or not all of it fits the memory.
     *
     * @throws UserError naming the size
     */
    public static void requirePossible(long width, long height, long channels) {
        requireSides(width, height, channels);
        if (width * height > Integer.MAX_VALUE - 8) {
            throw tooLarge(width, height, channels);
        }
    }

    /**
     * Checks that the sides of an image may be of these lengths, though it may be one that is never read as a whole.
     *
     * @throws UserError naming the size
     */
    public static void requireSides(long width, long height, long channels) {
        if (width < 1 || height < 1 || channels < 1) {
            throw new UserError("it says it has " + width + " x " + height + " pixels of " + channels + " channels");
        }
        if (width > MAX_SIDE || height > MAX_SIDE || channels > 1 << 16) {
            throw tooLarge(width, height, channels);
        }
    }

    private static UserError tooLarge(long width, long height, long channels) {
        return new UserError(
                "it says it has " + asked(width, height, channels) + ", more than any image that can be held");
    }

    private static String asked(long width, long height, long channels) {
        return width + " x " + height + " pixels" + (channels == 1 ? "" : " of " + channels + " channels");
    }

    /**
     * Checks that an image of this size can be read.
     *
     * @throws UserError naming the size asked for and what would fit
     */
    public static void requireFits(long width, long height, long channels) {
        requirePossible(width, height, channels);
        long samples = width * height * channels;
        long fits = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / BYTES_PER_SAMPLE);
        if (samples > fits) {
            throw new UserError(String.format(
                    Locale.ROOT,
                    "its %s need about %.1f GB of memory, and about %.1f GB would fit",
                    asked(width, height, channels),
                    samples * (double) BYTES_PER_SAMPLE / 1e9,
                    fits * (double) BYTES_PER_SAMPLE / 1e9));
        }
    }

    /** Whether voxels take a small part of the memory, so that they are better kept in it than read again and again. */
    public static boolean isSmall(long bytes) {
        return bytes <= Runtime.getRuntime().maxMemory() / 8;
    }

    /**
     * Checks that voxels can be held in memory.
     *
     * @throws UserError naming the size asked for and what would fit
     */
    public static void requireFits(long bytes) {
        long fits = Runtime.getRuntime().maxMemory() / 2;
        if (bytes > fits) {
            throw new UserError(String.format(
                    Locale.ROOT,
                    "its voxels need %.2f GB of memory, and about %.2f GB would fit;"
                            + " unpacked, they would be read slice by slice",
                    bytes / 1e9,
                    fits / 1e9));
        }
    }
}
