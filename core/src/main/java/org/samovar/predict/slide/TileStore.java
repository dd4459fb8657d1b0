package org.samovar.predict.slide;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.samovar.geometry.Region;
import org.samovar.image.PixelRuns;
import org.samovar.io.AtomicFiles;
import org.samovar.predict.Progress;

/**
 * The tiles that are done, a file each, so that a run that was killed goes on where it was. A file that is damaged counts as none.
 *
 * @param folder of the files, which need not be there yet
 * @param grid of the tiles
 */
public record TileStore(Path folder, TileGrid grid) {
    private static final int MAGIC = 0x53_4d_56_54;
    private static final int VERSION = 1;

    /** The file of a tile. */
    Path file(TileGrid.Tile tile) {
        return folder.resolve("tile-" + tile.row() + "-" + tile.column() + ".gz");
    }

    /** Whether a tile was kept. */
    public boolean has(TileGrid.Tile tile) {
        return Files.isRegularFile(file(tile));
    }

    /**
     * Keeps a tile.
     *
     * @param fields all of it, row by row
     * @throws org.samovar.geometry.UserError when the file cannot be written
     */
    public void put(TileGrid.Tile tile, List<Field> fields) {
        AtomicFiles.write(file(tile), file -> {
            GZIPOutputStream packed = new GZIPOutputStream(file);
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(packed));
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            for (Field field : fields) {
                out.writeInt(field.objects().size());
                for (FieldObject object : field.objects()) {
                    write(object, out);
                }
            }
            out.flush();
            packed.finish();
        });
    }

    /**
     * Computes a tile and keeps it.
     *
     * @throws org.samovar.geometry.UserError when the slide cannot be read any more, the network's answer is not a number, or the file cannot be written
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public List<Field> computed(TileGrid.Tile tile, TileWork work, Progress progress) {
        List<Field> fields = work.compute(tile, progress);
        put(tile, fields);
        return fields;
    }

    private static void write(FieldObject object, DataOutputStream out) throws IOException {
        out.writeDouble(object.score());
        out.writeInt(object.kind());
        out.writeInt(object.pixels().count());
        List<int[]> runs = new ArrayList<>();
        object.pixels().forEach((y, from, to) -> runs.add(new int[] {y, from, to}));
        for (int[] run : runs) {
            for (int value : run) {
                out.writeInt(value);
            }
        }
    }

    /** The fields of a tile row by row; empty where it was not kept or its file is damaged. */
    public Optional<List<Field>> get(TileGrid.Tile tile) {
        if (!has(tile)) {
            return Optional.empty();
        }
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file(tile)))))) {
            if (in.readInt() != MAGIC || in.readInt() != VERSION) {
                return Optional.empty();
            }
            List<Field> out = new ArrayList<>();
            for (Field field : grid.fields(tile)) {
                out.add(read(field, in));
            }
            return in.read() < 0 ? Optional.of(out) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // it is computed again
        }
    }

    private Field read(Field field, DataInputStream in) throws IOException {
        Region window = grid.fields().window(field.column(), field.row());
        int objects = in.readInt();
        List<FieldObject> out = new ArrayList<>();
        for (int i = 0; i < objects; i++) {
            double score = in.readDouble();
            int kind = in.readInt();
            int runs = in.readInt();
            PixelRuns.Builder pixels = new PixelRuns.Builder();
            for (int k = 0; k < runs; k++) {
                pixels.add(in.readInt(), in.readInt(), in.readInt());
            }
            PixelRuns read = pixels.build();
            if (read.isEmpty() || read.within(window).area() != read.area()) {
                throw new IOException("an object outside of its field");
            }
            out.add(new FieldObject(read, score, kind));
        }
        return new Field(field.column(), field.row(), out);
    }
}
