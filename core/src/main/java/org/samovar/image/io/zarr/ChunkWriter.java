package org.samovar.image.io.zarr;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.samovar.geometry.Region;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.raw.StoredVolume;

/** Writes the values of an array chunk by chunk; chunks of zeros are left out, as zero is the fill value. */
final class ChunkWriter {
    private static final int DEPTH = 16;
    private static final int SIDE = 256;

    private final StoredVolume volume;
    private final VolumeInfo info;
    private final ZarrLayout layout;
    private final Path array;
    private final int depth;
    private final int height;
    private final int width;

    ChunkWriter(StoredVolume volume, ZarrLayout layout, Path array) {
        this.volume = volume;
        this.info = volume.info();
        this.layout = layout;
        this.array = array;
        VolumeSize size = info.size();
        this.depth = Math.min(DEPTH, size.depth());
        this.height = Math.min(SIDE, size.height());
        this.width = Math.min(SIDE, size.width());
    }

    void run() throws IOException {
        VolumeSize size = info.size();
        List<String> names = new ZarrMetadata(info).names();
        layout.array(
                array,
                names,
                index(names, size.frames(), info.channels(), size.depth(), size.height(), size.width()),
                index(names, 1, 1, depth, height, width),
                volume.type());
        for (int t = 0; t < size.frames(); t++) {
            for (int c = 0; c < info.channels(); c++) {
                for (int z = 0; z < size.depth(); z += depth) {
                    for (int y = 0; y < size.height(); y += height) {
                        for (int x = 0; x < size.width(); x += width) {
                            int[] index = index(names, t, c, z / depth, y / height, x / width);
                            write(layout.chunk(array, index), t, c, z, y, x);
                        }
                    }
                }
            }
        }
    }

    /** Of the axes that the array has. */
    private static int[] index(List<String> names, int t, int c, int z, int y, int x) {
        return names.stream()
                .mapToInt(name -> switch (name) {
                    case "t" -> t;
                    case "c" -> c;
                    case "z" -> z;
                    case "y" -> y;
                    default -> x;
                })
                .toArray();
    }

    private void write(Path file, int t, int c, int z, int y, int x) throws IOException {
        VolumeSize size = info.size();
        Region window = new Region(x, y, Math.min(width, size.width() - x), Math.min(height, size.height() - y));
        int bytes = volume.type().bytes();
        ByteBuffer chunk = ByteBuffer.allocate(depth * height * width * bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean isZero = true;
        for (int k = 0; k < Math.min(depth, size.depth() - z); k++) {
            double[] values = volume.voxels().read(window, z + k, t, c);
            for (int i = 0; i < values.length; i++) {
                isZero &= values[i] == 0;
                int row = i / window.width();
                chunk.position(((k * height + row) * width + i % window.width()) * bytes);
                volume.type().put(chunk, values[i]);
            }
        }
        if (!isZero) {
            Files.createDirectories(file.getParent());
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(chunk.array());
            }
        }
    }
}
