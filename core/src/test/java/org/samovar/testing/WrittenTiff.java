package org.samovar.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes TIFF files as other programs do: tiles, reduced pages, pages of pages, descriptions. Nothing is packed. */
public final class WrittenTiff {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ASCII = 2;

    /**
     * A page.
     *
     * @param samples of a pixel, interleaved
     * @param bytes of a sample
     * @param tile side of its tiles; 0 for one strip
     * @param subfile kind of page as the format counts them; 1 is a reduced one
     * @param description may be empty
     * @param pixels row by row, little-endian
     * @param reduced pages below it
     */
    public record Page(
            int width,
            int height,
            int samples,
            int bytes,
            int tile,
            int subfile,
            String description,
            byte[] pixels,
            List<Page> reduced) {}

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private WrittenTiff() {}

    public static Path write(Path file, List<Page> pages) throws IOException {
        WrittenTiff tiff = new WrittenTiff();
        List<Integer> links = new ArrayList<>();
        List<Integer> directories = new ArrayList<>();
        tiff.out.write(numbers(8)
                .put("II".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .array());
        links.add(4);
        for (Page page : pages) {
            int at = tiff.directory(page);
            directories.add(at);
            links.add(tiff.out.size() - 4);
        }
        byte[] bytes = tiff.out.toByteArray();
        for (int i = 0; i < directories.size(); i++) {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(links.get(i), directories.get(i));
        }
        return Files.write(file, bytes);
    }

    /** Ends with the link to the next one. @return where it begins */
    private int directory(Page page) throws IOException {
        List<Integer> below = new ArrayList<>();
        for (Page reduced : page.reduced) {
            below.add(directory(reduced));
        }
        List<byte[]> pieces = pieces(page);
        List<Integer> offsets = new ArrayList<>();
        for (byte[] piece : pieces) {
            offsets.add(out.size());
            out.write(piece);
        }
        Map<Integer, int[]> longs = new TreeMap<>();
        longs.put(254, new int[] {page.subfile});
        longs.put(256, new int[] {page.width});
        longs.put(257, new int[] {page.height});
        longs.put(258, page.samples == 1 ? new int[] {8 * page.bytes} : new int[] {8, 8, 8});
        longs.put(259, new int[] {1});
        longs.put(262, new int[] {page.samples == 1 ? 1 : 2});
        longs.put(277, new int[] {page.samples});
        longs.put(284, new int[] {1});
        boolean isTiled = page.tile > 0;
        longs.put(isTiled ? 322 : 278, new int[] {isTiled ? page.tile : page.height});
        if (isTiled) {
            longs.put(323, new int[] {page.tile});
        }
        longs.put(isTiled ? 324 : 273, offsets.stream().mapToInt(i -> i).toArray());
        longs.put(isTiled ? 325 : 279, pieces.stream().mapToInt(p -> p.length).toArray());
        if (!below.isEmpty()) {
            longs.put(330, below.stream().mapToInt(i -> i).toArray());
        }
        return entries(longs, (page.description + "\0").getBytes(StandardCharsets.UTF_8));
    }

    private int entries(Map<Integer, int[]> longs, byte[] description) throws IOException {
        longs.put(270, new int[0]);
        ByteBuffer directory = numbers(2 + 12 * longs.size() + 4).putShort((short) longs.size());
        for (Map.Entry<Integer, int[]> entry : longs.entrySet()) {
            int tag = entry.getKey();
            int[] values = entry.getValue();
            boolean isShort = tag == 258 || tag == 259 || tag == 262 || tag == 277 || tag == 284;
            directory.putShort((short) tag).putShort((short) (tag == 270 ? ASCII : isShort ? SHORT : LONG));
            directory.putInt(tag == 270 ? description.length : values.length);
            if (values.length == 1) {
                directory.putInt(values[0]);
                continue;
            }
            directory.putInt(out.size());
            if (tag == 270) {
                out.write(description);
            }
            for (int value : values) {
                out.write(
                        isShort
                                ? numbers(2).putShort((short) value).array()
                                : numbers(4).putInt(value).array());
            }
        }
        int at = out.size();
        out.write(directory.array());
        return at;
    }

    private static List<byte[]> pieces(Page page) {
        if (page.tile == 0) {
            return List.of(page.pixels);
        }
        List<byte[]> tiles = new ArrayList<>();
        int pixel = page.samples * page.bytes;
        for (int top = 0; top < page.height; top += page.tile) {
            for (int left = 0; left < page.width; left += page.tile) {
                byte[] tile = new byte[page.tile * page.tile * pixel];
                int row = Math.min(page.tile, page.width - left) * pixel;
                for (int y = 0; y < Math.min(page.tile, page.height - top); y++) {
                    System.arraycopy(
                            page.pixels, ((top + y) * page.width + left) * pixel, tile, y * page.tile * pixel, row);
                }
                tiles.add(tile);
            }
        }
        return tiles;
    }

    private static ByteBuffer numbers(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
