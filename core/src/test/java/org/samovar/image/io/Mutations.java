package org.samovar.image.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Slide;
import org.samovar.image.SlideLevel;
import org.samovar.image.Volume;

/** Damages files as chance and malice do, and looks at what becomes of them. */
public final class Mutations {
    private static final long[] LYING = {0, 1, -1, 3, 255, 65_536, 1 << 20, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE
    };
    private static final String[] WORDS = {
        "0", "-1", "1e308", "nan", "", "65536", "2147483647", "4294967296", "99999999999999999999", "1e-320", "{}", "[]"
    };
    private static final int SEEN = 64;
    private static final int PNG_SIGNATURE = 8;
    /** Length, type and checksum of a chunk. */
    private static final int PNG_FRAME = 12;

    private Mutations() {}

    /** The same bytes with a few changes of any kind. */
    public static byte[] of(byte[] whole, Random random) {
        byte[] out = whole;
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            out = out.length == 0 ? out : once(out, random);
        }
        return out;
    }

    private static byte[] once(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int span = random.nextInt(Math.min(24, bytes.length - at) + 1);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> joined(bytes, at, new byte[0], at + span);
            case 2 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, at + span), at);
            case 3 -> lying(bytes, random);
            case 4 -> wordReplaced(bytes, at, random);
            default -> {
                byte[] out = bytes.clone();
                for (int i = 0; i < 1 + span / 6; i++) {
                    out[random.nextInt(out.length)] = (byte) random.nextInt(256);
                }
                yield out;
            }
        };
    }

    /** A number in bytes replaced by one that lies. */
    private static byte[] lying(byte[] bytes, Random random) {
        ByteBuffer out = ByteBuffer.wrap(bytes.clone());
        out.order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long value = LYING[random.nextInt(LYING.length)];
        int size = 2 << random.nextInt(3);
        if (out.capacity() >= size) {
            int at = random.nextInt(out.capacity() - size + 1);
            switch (size) {
                case 2 -> out.putShort(at, (short) value);
                case 4 -> out.putInt(at, (int) value);
                default -> out.putLong(at, value);
            }
        }
        return out.array();
    }

    /** The number in text that a place is in or before replaced by one that lies. */
    private static byte[] wordReplaced(byte[] bytes, int at, Random random) {
        int from = at;
        while (from < bytes.length && !isDigit(bytes[from])) {
            from++;
        }
        int to = from;
        while (to < bytes.length && isDigit(bytes[to])) {
            to++;
        }
        byte[] word = WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.US_ASCII);
        return joined(bytes, from, word, to);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static byte[] joined(byte[] bytes, int from, byte[] middle, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(middle);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    /** Writes the checksums of the chunks of a PNG file as far as these can be found. */
    static void repairPng(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        int at = PNG_SIGNATURE;
        while (at + PNG_FRAME <= file.length) {
            int length = bytes.getInt(at);
            if (length < 0 || length > file.length - at - PNG_FRAME) {
                return;
            }
            CRC32 sum = new CRC32();
            sum.update(file, at + 4, length + 4);
            bytes.putInt(at + 8 + length, (int) sum.getValue());
            at += PNG_FRAME + length;
        }
    }

    /** Whether it is an image. */
    static boolean isImageOrRefused(Path file) {
        try {
            Images.read(file);
            return true;
        } catch (UserError e) {
            assertThat(e.getMessage()).startsWith("Cannot ").matches("(?s).*[^.]\\.");
            return false;
        }
    }

    /** Whether it is a slide of which the corners of all levels can be read. */
    static boolean isSlideOrRefused(Path file) {
        try (Slide slide = Slides.open(file)) {
            List<SlideLevel> levels = slide.info().levels();
            for (int i = 0; i < levels.size(); i++) {
                int width = Math.min(SEEN, levels.get(i).width());
                int height = Math.min(SEEN, levels.get(i).height());
                slide.read(i, new Region(0, 0, width, height));
                slide.read(
                        i,
                        new Region(levels.get(i).width() - width, levels.get(i).height() - height, width, height));
            }
            return true;
        } catch (UserError e) {
            assertThat(e.getMessage()).startsWith("Cannot ").matches("(?s).*[^.]\\.");
            return false;
        }
    }

    /** Whether it is a volume of which corners can be read. */
    public static boolean isReadOrRefused(Path file) {
        boolean isRead = true;
        for (Residence residence : Residence.values()) {
            isRead &= isReadOrRefused(file, residence);
        }
        return isRead;
    }

    public static boolean isReadOrRefused(Path file, Residence residence) {
        try {
            Volume volume = Volumes.read(file, residence);
            VolumeSize size = volume.size();
            int width = Math.min(SEEN, size.width());
            int height = Math.min(SEEN, size.height());
            volume.voxels().read(new Region(0, 0, width, height), 0, 0, 0);
            volume.voxels()
                    .read(
                            new Region(size.width() - width, size.height() - height, width, height),
                            size.depth() - 1,
                            size.frames() - 1,
                            volume.info().channels() - 1);
            return true;
        } catch (UserError e) {
            assertThat(e.getMessage()).startsWith("Cannot ").matches("(?s).*[^.]\\.");
            return false;
        }
    }
}
