package org.samovar.train.semantic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.samovar.geometry.Size;
import org.samovar.image.LabelMap;
import org.samovar.image.Resampling;
import org.samovar.method.Voxels;

/**
 * An image or volume in memory with the class of each voxel. The arrays must not be written.
 *
 * @param name for messages
 * @param voxels as the system sees them
 * @param classes of the voxels, (D, H, W) in row-major order, 0 for background
 * @param places indices of voxels of each class but the background; of large objects a part, spread evenly
 */
public record Case(String name, Voxels voxels, byte[] classes, List<int[]> places) {
    /** Places that are kept of a class. */
    private static final int MOST_PLACES = 2000;

    public Case {
        places = List.copyOf(places);
    }

    /**
     * Finds the places of classes.
     *
     * @param count K, with the background
     */
    public static Case of(String name, Voxels voxels, byte[] classes, int count) {
        if (classes.length != voxels.depth() * voxels.height() * voxels.width()) {
            throw new IllegalArgumentException(classes.length + " classes for " + voxels);
        }
        List<int[]> places = new ArrayList<>();
        for (int k = 1; k < count; k++) {
            places.add(places(classes, k));
        }
        return new Case(name, voxels, classes, places);
    }

    private static int[] places(byte[] classes, int wanted) {
        int count = 0;
        for (byte found : classes) {
            count += found == wanted ? 1 : 0;
        }
        int step = Math.max(1, (count + MOST_PLACES - 1) / MOST_PLACES);
        int[] out = new int[(count + step - 1) / step];
        int seen = 0;
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] == wanted && seen++ % step == 0) {
                out[(seen - 1) / step] = i;
            }
        }
        return out;
    }

    /** Whether it has voxels of a class. */
    public boolean has(int wanted) {
        return places.get(wanted - 1).length > 0;
    }

    /** The same with each slice in another size. */
    public Case resized(int height, int width) {
        Size from = new Size(voxels.width(), voxels.height());
        Size to = new Size(width, height);
        byte[] out = new byte[Math.multiplyExact(voxels.depth(), to.pixels())];
        for (int z = 0; z < voxels.depth(); z++) {
            int[] slice = new int[from.pixels()];
            for (int i = 0; i < slice.length; i++) {
                slice[i] = classes[z * slice.length + i];
            }
            int[] resized = Resampling.nearest(LabelMap.of(from.width(), from.height(), slice), to)
                    .labels();
            for (int i = 0; i < resized.length; i++) {
                out[z * resized.length + i] = (byte) resized[i];
            }
        }
        return of(name, voxels.resized(height, width), out, places.size() + 1);
    }

    /** The classes that occur, without the background. */
    public int[] present() {
        return IntStream.rangeClosed(1, places.size()).filter(this::has).toArray();
    }
}
