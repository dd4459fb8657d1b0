package org.samovar.image.io.bioformats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.VoxelSource;

/** The values of one image of a file. */
final class SeriesVoxels {
    private SeriesVoxels() {}

    /** Read whenever they are asked for. */
    static VoxelSource reading(ReaderPool pool, SeriesHeader header, Path file) {
        return (window, z, t, c) -> {
            requireFits(header, window);
            OpenFile.Part part = new OpenFile.Part(header.series(), 0, z, c / header.samples(), t, window);
            try {
                byte[] bytes = pool.use(open -> open.read(part));
                return header.values(bytes, window, window, c % header.samples());
            } catch (IOException e) {
                throw new UserError("Cannot read slice " + z + " of " + file + ": " + e.getMessage() + ".", e);
            }
        };
    }

    /** Kept in memory as they are stored. */
    static VoxelSource kept(OpenFile open, SeriesHeader header) throws IOException {
        VolumeSize size = header.info().size();
        Region whole = size.slice(Axis.Z).region();
        requireFits(header, whole);
        List<byte[]> planes = new ArrayList<>();
        for (int t = 0; t < size.frames(); t++) {
            for (int z = 0; z < size.depth(); z++) {
                for (int c = 0; c < header.planes(); c++) {
                    planes.add(open.read(new OpenFile.Part(header.series(), 0, z, c, t, whole)));
                }
            }
        }
        return (window, z, t, c) -> {
            int plane = (t * size.depth() + z) * header.planes() + c / header.samples();
            try {
                return header.values(planes.get(plane), whole, window, c % header.samples());
            } catch (IOException e) {
                throw new UserError("Cannot read slice " + z + " of the volume: " + e.getMessage() + ".", e);
            }
        };
    }

    /** Bio-Formats gives a part as one array. */
    private static void requireFits(SeriesHeader header, Region window) {
        if ((long) window.width() * window.height() * header.bytesPerPixel() > Integer.MAX_VALUE - 8) {
            throw new UserError("a part of " + window.width() + " x " + window.height() + " pixels of "
                    + header.bytesPerPixel() + " bytes is too large to be read at once");
        }
    }
}
