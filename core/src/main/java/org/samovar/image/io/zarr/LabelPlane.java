package org.samovar.image.io.zarr;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.PixelRuns;
import org.samovar.image.io.LabelChunks;
import org.samovar.image.io.raw.VoxelType;
import org.samovar.io.AtomicFiles;

/**
 * A plane of labels that is larger than memory, as an OME-Zarr 0.4 folder of several sizes that others may read while it grows. A few chunks
 * are in memory at a time. Not for use by several threads.
 */
public final class LabelPlane implements LabelChunks {
    private static final int CHUNK = 512;
    private static final int BYTES = 4;
    private static final int QUARTERS = 4;
    private static final int MOST_IN_MEMORY = 128;
    private static final int LEAST_LEVEL = 1024;
    private static final ZarrLayout LAYOUT = ZarrLayout.VERSION_2;

    private final Path folder;
    private final int width;
    private final int height;
    /** The one that was not used for the longest time is the first. */
    private final Map<Place, Chunk> chunks = new LinkedHashMap<>(16, 0.75f, true);

    private record Place(int level, int column, int row) {}

    /** Labels of a chunk, row by row. */
    private static final class Chunk {
        private final int[] labels;
        private boolean isChanged;

        private Chunk(int... labels) {
            this.labels = labels;
        }
    }

    private LabelPlane(Path folder, int width, int height) {
        this.folder = folder;
        this.width = width;
        this.height = height;
    }

    /**
     * Begins a plane of background.
     *
     * @param folder which is not there yet
     * @param width in pixels
     * @param height in pixels
     * @param spacing of the pixels
     * @throws UserError when it is there, or cannot be written
     */
    public static LabelPlane create(Path folder, int width, int height, Spacing spacing) {
        if (Files.exists(folder)) {
            throw new UserError(
                    "Cannot write " + folder + ": it is there already.", "Remove it first, or choose another name.");
        }
        LabelPlane plane = new LabelPlane(folder, width, height);
        JsonObject ome = ZarrMetadata.plane(LAYOUT.omeVersion(), ZarrWriter.name(folder), spacing, plane.levels());
        ome.add("image-label", ZarrMetadata.labels(LAYOUT.omeVersion(), Map.of()));
        try {
            Files.createDirectories(folder);
            LAYOUT.markGroup(folder);
            for (int level = 0; level < plane.levels(); level++) {
                int[] shape = {plane.height(level), plane.width(level)};
                Path array = Files.createDirectories(plane.array(level));
                LAYOUT.array(array, ZarrMetadata.PLANE, shape, new int[] {CHUNK, CHUNK}, VoxelType.UINT32);
            }
            Files.writeString(LAYOUT.attributes(folder), LAYOUT.group(ome), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw failed(folder, e);
        }
        return plane;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int side() {
        return CHUNK;
    }

    /** Halved until one looks at it as a whole. */
    private int levels() {
        int levels = 1;
        while (Math.max(width(levels - 1), height(levels - 1)) > LEAST_LEVEL) {
            levels++;
        }
        return levels;
    }

    private int width(int level) {
        return (width - 1 >> level) + 1;
    }

    private int height(int level) {
        return (height - 1 >> level) + 1;
    }

    private Path array(int level) {
        return folder.resolve(String.valueOf(level));
    }

    /**
     * Labels the pixels that have no label yet.
     *
     * @param label at least 1
     * @throws UserError when a chunk cannot be written or read again
     */
    public void paint(PixelRuns pixels, int label) {
        pixels.forEach((y, from, to) -> {
            for (int x = from; x < to; ) {
                int column = x / CHUNK;
                Chunk chunk = chunk(new Place(0, column, y / CHUNK));
                int end = Math.min(to, (column + 1) * CHUNK);
                int row = y % CHUNK * CHUNK - column * CHUNK;
                for (; x < end; x++) {
                    chunk.labels[row + x] = chunk.labels[row + x] == 0 ? label : chunk.labels[row + x];
                }
                chunk.isChanged = true;
            }
        });
    }

    @Override
    public int[] chunk(int column, int row) {
        return chunk(new Place(0, column, row)).labels;
    }

    /** Writes what is in memory alone. @throws UserError when that fails, as on a full disk */
    public void flush() {
        chunks.forEach(this::write);
    }

    /** Makes the smaller sizes, once all is painted. @throws UserError when they cannot be written */
    public void finish() {
        flush();
        for (int level = 1; level < levels(); level++) {
            for (int row = 0; row * CHUNK < height(level); row++) {
                for (int column = 0; column * CHUNK < width(level); column++) {
                    halve(new Place(level, column, row));
                }
            }
            flush();
        }
    }

    /** Takes every second pixel of every second row of the four chunks below. */
    private void halve(Place place) {
        Chunk out = chunk(place);
        int half = CHUNK / 2;
        for (int part = 0; part < QUARTERS; part++) {
            int right = part % 2;
            int down = part / 2;
            int[] below = chunk(new Place(place.level - 1, 2 * place.column + right, 2 * place.row + down)).labels;
            for (int y = 0; y < half; y++) {
                for (int x = 0; x < half; x++) {
                    int label = below[2 * y * CHUNK + 2 * x];
                    int at = (down * half + y) * CHUNK + right * half + x;
                    out.isChanged |= out.labels[at] != label;
                    out.labels[at] = label;
                }
            }
        }
    }

    private Chunk chunk(Place place) {
        Chunk known = chunks.get(place);
        if (known != null) {
            return known;
        }
        Chunk read = new Chunk(read(place));
        chunks.put(place, read);
        if (chunks.size() > MOST_IN_MEMORY) {
            Map.Entry<Place, Chunk> eldest = chunks.entrySet().iterator().next();
            write(eldest.getKey(), eldest.getValue());
            chunks.remove(eldest.getKey());
        }
        return read;
    }

    private Path file(Place place) {
        return LAYOUT.chunk(array(place.level), place.row, place.column);
    }

    private int[] read(Place place) {
        int[] out = new int[CHUNK * CHUNK];
        Path file = file(place);
        if (!Files.exists(file)) {
            return out;
        }
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            ByteBuffer.wrap(in.readNBytes(out.length * BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asIntBuffer()
                    .get(out);
            return out;
        } catch (IOException | RuntimeException e) {
            throw new UserError("Cannot read " + file + " again: " + e.getMessage() + ".", e);
        }
    }

    private void write(Place place, Chunk chunk) {
        if (!chunk.isChanged) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(chunk.labels.length * BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(chunk.labels);
        AtomicFiles.write(file(place), out -> {
            GZIPOutputStream packed = new GZIPOutputStream(out);
            packed.write(bytes.array());
            packed.finish();
        });
        chunk.isChanged = false;
    }

    private static UserError failed(Path folder, IOException e) {
        return new UserError("Cannot write " + folder + ": " + e.getMessage() + ".", e);
    }
}
